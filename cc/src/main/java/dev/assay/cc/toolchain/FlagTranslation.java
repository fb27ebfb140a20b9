package dev.assay.cc.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A compiler's flags as clang is to be given them: those of the command, those that the compiler's own configuration
 * adds, and what its macros say of its defaults.
 *
 * @param flags for clang
 * @param problem why there are none
 */
record FlagTranslation(List<String> flags, Optional<String> problem) {
  private static final Map<String, String> STANDARDS =
      Map.of("199901L", "gnu99", "201112L", "gnu11", "201710L", "gnu17", "202000L", "gnu23", "202311L", "gnu23",
          "201103L", "gnu++11", "201402L", "gnu++14", "201703L", "gnu++17", "202002L", "gnu++20");
  /** Integer types of which compilers for one target choose different ones, with equal sizes. */
  private static final Pattern INTEGERS =
      Pattern.compile("__(U?INT(_LEAST|_FAST)?(8|16|32|64)|U?INTPTR|U?INTMAX|SIZE|PTRDIFF|WINT|WCHAR|CHAR16|CHAR32)"
          + "_(TYPE|MAX|WIDTH)__");
  private static final Set<String> ADDED = Set.of("-fasynchronous-unwind-tables", "-fno-asynchronous-unwind-tables",
      "-funwind-tables", "-fno-unwind-tables", "-fstack-clash-protection", "-fno-omit-frame-pointer",
      "-mno-omit-leaf-frame-pointer", "-fno-plt", "-moutline-atomics", "-mno-outline-atomics");
  private static final List<String> ADDED_BEGINNINGS =
      List.of("-ftls-model=", "-mbranch-protection=", "-ftrivial-auto-var-init=", "-fzero-call-used-regs=");
  /** Which machine: taken from the configuration where the command does not say. */
  private static final List<String> MACHINE =
      List.of("-march=", "-mcpu=", "-mfloat-abi=", "-mfpu=", "-mabi=", "-mthumb", "-marm", "-mcmodel=");
  /** Flags of the compiler proper that change nothing here. */
  private static final Pattern NEUTRAL = Pattern.compile("-m(tune=|libarch=|arch=|multiarch|isa-spec=|tls-dialect="
      + "|little-endian|64|32|float-abi=|fpu=|thumb|arm|abi=|cpu=|cmodel=|no-outline-atomics).*"
      + "|-f(stack-protector|cf-protection|PIC|pic|PIE|pie|no-PIC|no-pie|no-PIE|no-pic|preprocessed|working-directory"
      + "|diagnostics|no-lto|dwarf2-cfi-asm).*");

  /** Translates; for a clang there is little to do. */
  static FlagTranslation of(Answer own, List<String> code, boolean isCplusplus) {
    List<String> flags = new ArrayList<>(List.of("--no-default-config", "-no-canonical-prefixes"));
    flags.add("--target=" + target(own));
    if (!own.isClang()) {
      Optional<String> problem = addConfigured(own, code, flags);
      if (problem.isPresent()) {
        return new FlagTranslation(List.of(), problem);
      }
    }
    flags.addAll(code);
    standard(own, code, isCplusplus).ifPresent(flags::add);
    flags.add(pic(own));
    flags.add(stackProtector(own));
    if (own.macro("__i386__").isPresent() || own.macro("__x86_64__").isPresent()) {
      flags.add("-fcf-protection=" + own.macro("__CET__").map(value -> switch (value) {
        case "1" -> "branch";
        case "2" -> "return";
        default -> "full";
      }).orElse("none"));
    }
    if (!own.isClang()) {
      boolean hasUnwindTables = own.macro("__GCC_HAVE_DWARF2_CFI_ASM").isPresent()
          || own.macro("__EXCEPTIONS").isPresent() || code.stream().anyMatch(flag -> flag.endsWith("unwind-tables"));
      if (!hasUnwindTables) {
        flags.addAll(List.of("-fno-unwind-tables", "-fno-asynchronous-unwind-tables"));
      }
      boolean isArm = own.macro("__arm__").isPresent();
      if (isArm && own.target().endsWith("-eabi") && code.stream().noneMatch(flag -> flag.endsWith("short-enums"))) {
        flags.add("-fshort-enums");
      }
      if (isArm) { // plain memcpy and memset, as gcc calls them
        flags.addAll(List.of("-Xclang", "-meabi", "-Xclang", "gnu"));
      }
      own.macros().entrySet().stream().filter(entry -> INTEGERS.matcher(entry.getKey()).matches())
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> flags.add("-D" + entry.getKey() + "=" + entry.getValue()));
      own.macro("_FORTIFY_SOURCE").ifPresent(value -> flags.add("-D_FORTIFY_SOURCE=" + value));
    }
    return new FlagTranslation(flags, Optional.empty());
  }

  /** Clang's name of the target; for RISC-V, gcc has one name for both widths. */
  private static String target(Answer own) {
    String target = own.target();
    if (own.macro("__riscv").isPresent()) {
      String width = own.macro("__riscv_xlen").orElse("64");
      return target.replaceFirst("^riscv(32|64)", "riscv" + width);
    }
    return target;
  }

  /** Takes over what the compiler's configuration adds; a sentence where that is something unknown. */
  private static Optional<String> addConfigured(Answer own, List<String> code, List<String> flags) {
    boolean hasMachine = code.stream().anyMatch(flag -> flag.startsWith("-mcpu=") || flag.startsWith("-march="));
    for (String flag : own.proper()) {
      if (!flag.startsWith("-f") && !flag.startsWith("-m") || code.contains(flag)) {
        continue;
      }
      boolean isMachine = MACHINE.stream().anyMatch(flag::startsWith);
      if (isMachine) {
        String name = flag.substring(0, flag.indexOf('=') + 1);
        boolean isProcessor = flag.startsWith("-march=") || flag.startsWith("-mcpu=");
        boolean isGiven = !name.isEmpty() && code.stream().anyMatch(given -> given.startsWith(name));
        if (!isGiven && !(isProcessor && hasMachine)) {
          flags.add(flag);
        }
      } else if (ADDED.contains(flag) || ADDED_BEGINNINGS.stream().anyMatch(flag::startsWith)) {
        flags.add(flag);
      } else if (!NEUTRAL.matcher(flag).matches()) {
        return Optional.of("the compiler is configured with " + flag + ", which is not known to Assay");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> standard(Answer own, List<String> code, boolean isCplusplus) {
    if (code.stream().anyMatch(flag -> flag.startsWith("-std=") || flag.startsWith("--std=") || flag.equals("-ansi"))) {
      return Optional.empty();
    }
    return own.macro(isCplusplus ? "__cplusplus" : "__STDC_VERSION__").map(STANDARDS::get).map(name -> "-std=" + name);
  }

  private static String pic(Answer own) {
    Optional<String> pie = own.macro("__PIE__");
    if (pie.isPresent()) {
      return pie.get().equals("1") ? "-fpie" : "-fPIE";
    }
    return own.macro("__PIC__").map(value -> value.equals("1") ? "-fpic" : "-fPIC").orElse("-fno-pic");
  }

  private static String stackProtector(Answer own) {
    if (own.macro("__SSP_ALL__").isPresent()) {
      return "-fstack-protector-all";
    }
    if (own.macro("__SSP_STRONG__").isPresent()) {
      return "-fstack-protector-strong";
    }
    return own.macro("__SSP__").isPresent() ? "-fstack-protector" : "-fno-stack-protector";
  }
}
