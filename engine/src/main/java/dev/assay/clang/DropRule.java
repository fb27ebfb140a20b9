package dev.assay.clang;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Flags that are dropped knowingly.
 *
 * @param name the flag, or its beginning
 * @param form how the flag is written
 * @param reason why it is dropped
 * @param isHarmless whether dropping it changes nothing in the IR
 */
record DropRule(String name, Form form, String reason, boolean isHarmless) {
  /** The first rule that matches counts. */
  private static final List<DropRule> RULES = rules();

  /** How a flag is written. */
  enum Form {
    /** Exactly so. */
    ALONE,
    /** Exactly so, and its value is the next argument. */
    SEPARATE,
    /** The name followed by a value, or exactly so and the value is the next argument. */
    JOINED_OR_SEPARATE,
    /** Whatever begins so. */
    PREFIX,
    /** Whatever begins so, and its value is the next argument. */
    PREFIX_SEPARATE
  }

  /** The rule for a flag, if there is one. */
  static Optional<DropRule> find(String flag) {
    return RULES.stream().filter(rule -> rule.matches(flag)).findFirst();
  }

  private boolean matches(String flag) {
    return switch (form) {
      case ALONE, SEPARATE -> flag.equals(name);
      case JOINED_OR_SEPARATE, PREFIX, PREFIX_SEPARATE -> flag.startsWith(name);
    };
  }

  /** Whether the argument after this flag belongs to it. */
  boolean takesNext(String flag) {
    return switch (form) {
      case ALONE, PREFIX -> false;
      case SEPARATE, PREFIX_SEPARATE -> true;
      case JOINED_OR_SEPARATE -> flag.equals(name);
    };
  }

  private static List<DropRule> rules() {
    List<DropRule> rules = new ArrayList<>();
    String loads = "it can load code into the compiler";
    harmful(rules, Form.PREFIX, loads, "-fplugin", "-fpass-plugin", "-mllvm=", "-mmlir=", "-mlink",
        "-fno-integrated-cc1", "--config=", "--config-", "-specs=", "--specs=", "-fmodule", "-fno-module",
        "-fimplicit-module", "-fprebuilt", "-fcxx-modules", "-wrapper=");
    harmful(rules, Form.SEPARATE, loads, "-mllvm", "-mmlir", "-load", "--config", "-specs", "--specs", "-wrapper",
        "-plugin", "-add-plugin", "-include-pch");
    harmful(rules, Form.ALONE, loads, "-cc1", "-cc1as");
    harmful(rules, Form.JOINED_OR_SEPARATE, "it names where the compiler's programs are", "-B");
    harmless(rules, Form.SEPARATE, "it is for the linker or the assembler", "-Xlinker", "-Xassembler");
    harmful(rules, Form.PREFIX_SEPARATE, "it hands a flag to a part of the compiler unseen", "-X");

    String place = "Assay does not take over where a tool chain is";
    harmful(rules, Form.JOINED_OR_SEPARATE, place, "-iwithsysroot", "-isystem-after", "-iframework", "-F", "-iprefix",
        "-iwithprefixbefore", "-iwithprefix", "-imultilib", "-imacros", "-ivfsoverlay", "-ivfsstatcache", "-iapinotes",
        "-cxx-isystem");
    harmful(rules, Form.SEPARATE, place, "-gcc-toolchain", "--gcc-toolchain", "-resource-dir", "-working-directory",
        "-arch", "-mthread-model", "-meabi", "-V", "-b", "-aux-info");
    harmful(rules, Form.PREFIX, place, "--gcc-", "-resource-dir=", "-working-directory");

    String build = "it is for the build, not for the program";
    harmless(rules, Form.JOINED_OR_SEPARATE, build, "-o", "-MF", "-MT", "-MQ", "-MJ");
    harmless(rules, Form.PREFIX, build, "-M", "-save-temps", "--save-temps", "-d", "-time", "--warn", "--output=");
    harmless(rules, Form.ALONE, build, "-c", "-S", "-E", "-fsyntax-only", "-emit-llvm", "-pipe", "-v", "--verbose",
        "-###", "-P", "-H", "-C", "-CC", "-Q", "--compile", "--analyze", "-no-canonical-prefixes",
        "--no-default-config");
    harmless(rules, Form.SEPARATE, build, "--serialize-diagnostics", "-serialize-diagnostics");
    harmless(rules, Form.PREFIX, build, "--param=", "-fsave-", "-fno-save-", "-fcrash-", "-fno-crash-", "-fdump",
        "-ftime-", "-fno-time-", "-fproc-stat", "-fstack-usage", "-foptimization-record", "-fbuild-session", "-findex",
        "-frandom-seed", "-fverbose-asm", "-fno-verbose-asm", "-fintegrated-as", "-fno-integrated-as",
        "-fworking-directory", "-fopt-info", "-fmem-report", "-fstats", "-ffile-prefix", "-fmacro-prefix");

    String words = "it is about messages";
    harmless(rules, Form.PREFIX, build, "-Wp,-M");
    harmful(rules, Form.PREFIX, "it hands a flag to the preprocessor unseen", "-Wp,");
    harmless(rules, Form.PREFIX, "it is for the linker or the assembler", "-Wl,", "-Wa,");
    harmless(rules, Form.PREFIX, words, "-W", "-pedantic", "-fdiagnostics", "-fno-diagnostics", "-fcolor", "-fno-color",
        "-fmessage-length", "-fcaret", "-fno-caret", "-fshow", "-fno-show", "-fansi", "-fmacro-backtrace",
        "-ferror-limit", "-fmax-errors", "-ftemplate-", "-fspell", "-fno-spell");
    harmless(rules, Form.ALONE, words, "-w");
    harmless(rules, Form.PREFIX, "it is about debug information", "-g", "-fdebug", "-fno-debug", "-fstandalone-debug",
        "-fno-standalone-debug", "-feliminate-unused-debug", "-fno-eliminate-unused-debug", "-fvar-tracking",
        "-fno-var-tracking");

    harmless(rules, Form.ALONE, "it is off in Assay anyway", "-fno-lto", "-fno-whole-program-vtables",
        "-fno-virtual-function-elimination", "-fno-split-lto-unit", "-fno-unified-lto");
    harmful(rules, Form.PREFIX, "figures are those without link-time optimisation, of this file compiled alone",
        "-flto", "-fthinlto", "-fwhole-program", "-fvirtual-function-elimination", "-fsplit-lto-unit", "-funified-lto");
    String linking = "it is about linking";
    harmless(rules, Form.JOINED_OR_SEPARATE, linking, "-l", "-L", "-T", "-u");
    harmless(rules, Form.SEPARATE, linking, "-z", "-e", "-framework", "-install_name");
    harmless(rules, Form.ALONE, linking, "-s", "-static", "-shared", "-rdynamic", "-pie", "-no-pie", "-nopie",
        "-nostdlib", "-nodefaultlibs", "-nostartfiles", "-static-libgcc", "-shared-libgcc", "-dynamiclib", "-bundle",
        "-r");
    harmless(rules, Form.PREFIX, linking, "-ffat-lto", "-fno-fat-lto", "-fuse-ld", "-fuse-linker-plugin",
        "-fno-use-linker-plugin", "-fembed-bitcode", "--ld-path", "-fpic-link");

    harmless(rules, Form.PREFIX, "nothing is instrumented", "-fno-sanitize", "-fno-coverage", "-fno-profile",
        "-fno-instrument", "-fno-xray", "-fno-test-coverage");
    harmful(rules, Form.PREFIX, "figures are those without a profile, which Assay does not read", "-fprofile-use",
        "-fprofile-instr-use", "-fprofile-sample-use", "-fauto-profile", "-fbranch-probabilities", "-fcs-profile-use",
        "-fmemory-profile-use", "-fcodegen-data-use");
    String instrumented = "figures are those without instrumentation, which would hide the program's own code";
    harmful(rules, Form.PREFIX, instrumented, "-fsanitize", "-fcoverage", "-fprofile", "-fcs-profile",
        "-ftest-coverage", "-finstrument", "-fxray", "-fmemory-profile", "-fpseudo-probe", "-fcodegen-data",
        "-ftemporal-profile", "--coverage");
    harmful(rules, Form.ALONE, instrumented, "-pg", "-p", "-coverage");
    return List.copyOf(rules);
  }

  private static void harmful(List<DropRule> rules, Form form, String reason, String... names) {
    for (String name : names) {
      rules.add(new DropRule(name, form, reason, false));
    }
  }

  private static void harmless(List<DropRule> rules, Form form, String reason, String... names) {
    for (String name : names) {
      rules.add(new DropRule(name, form, reason, true));
    }
  }
}
