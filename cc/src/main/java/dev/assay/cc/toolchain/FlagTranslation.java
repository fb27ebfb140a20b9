package dev.assay.cc.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private static final Pattern ARMV7A_EXTENDED = Pattern.compile("^(-march=armv7(?:-a|ve))\\+.*");
  /** Flags of the compiler proper that change nothing here. */
  private static final Pattern NEUTRAL = Pattern.compile("-m(libarch=|arch=|multiarch|isa-spec=|tls-dialect="
      + "|little-endian|64|32|float-abi=|fpu=|thumb|arm|abi=|cpu=|cmodel=|no-outline-atomics).*"
      + "|-f((no-)?stack-protector|cf-protection|(no-)?(PIC|pic|PIE|pie)|preprocessed|working-directory"
      + "|diagnostics|no-lto|dwarf2-cfi-asm).*");

  /** What the machine at hand is stands in the compiler's configuration. */
  private static final Set<String> NATIVE = Set.of("-march=native", "-mcpu=native");
  private static final Predicate<String> BEFORE_10 = Pattern.compile("[1-9]").asMatchPredicate();
  /** Features of an x86 that clang 20 has flags for, as gcc spells them; it knows nothing of others. */
  private static final Set<String> FEATURES = Set.of("""
      mmx 3dnow 3dnowa sse sse2 sse3 ssse3 sse4 sse4.1 sse4.2 sse4a avx avx2 fma fma4 xop tbm bmi bmi2 f16c popcnt lzcnt
      movbe adx cx16 sahf crc32 aes vaes pclmul vpclmulqdq gfni sha sha512 sm3 sm4 avx512f avx512cd avx512vl avx512bw
      avx512dq avx512ifma avx512vbmi avx512vbmi2 avx512vnni avx512bitalg avx512vpopcntdq avx512bf16 avx512fp16
      avx512vp2intersect avxifma avxvnni avxvnniint8 avxvnniint16 avxneconvert amx-tile amx-int8 amx-bf16 amx-fp16
      amx-complex cmpccxadd prefetchi raoint prfchw clwb clflushopt clzero cldemote wbnoinvd invpcid rdrnd rdseed rdpid
      xsave xsavec xsaveopt xsaves fxsr fsgsbase pku shstk mwaitx lwp rtm waitpkg serialize movdiri movdir64b ptwrite
      uintr hreset kl widekl enqcmd tsxldtrk pconfig sgx apxf""".split("\\s+"));

  /** Translates; for a clang there is little to do. */
  static FlagTranslation of(Answer own, List<String> given, boolean isCplusplus) {
    List<String> code = own.isClang() ? given : given.stream().filter(flag -> !isGccsName(flag, own)).toList();
    List<String> flags = new ArrayList<>(List.of("--no-default-config", "-no-canonical-prefixes"));
    flags.add("--target=" + target(own));
    if (!own.isClang()) {
      Optional<String> problem = addConfigured(own, code, given.stream().anyMatch(NATIVE::contains), flags);
      if (problem.isPresent()) {
        return new FlagTranslation(List.of(), problem);
      }
      if (!isCplusplus && own.macro("__GNUC__").filter(BEFORE_10).isPresent()) {
        flags.add("-fcommon"); // variables without a value may be defined in several files
      }
    }
    flags.addAll(code);
    standard(own, code, isCplusplus).ifPresent(flags::add);
    flags.add(pic(own));
    if (hasCopyRelocations(own)) {
      flags.add(Toolchains.DIRECT_ACCESS);
    }
    if (isInterposable(own, code)) {
      flags.add("-fsemantic-interposition");
    }
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
        addFloatingPoint(own, flags);
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

  /**
   * Whether clang is told by other flags, or has by itself, what a flag of gcc's names: the processor to tune for,
   * which changes no meaning; AArch64's usual ABI; the machine at hand.
   */
  private static boolean isGccsName(String flag, Answer own) {
    return flag.startsWith("-mtune=") || NATIVE.contains(flag)
        || flag.equals("-mabi=lp64") && own.macro("__aarch64__").isPresent();
  }

  /** Takes over what the compiler's configuration adds; a sentence where that is something unknown. */
  private static Optional<String> addConfigured(Answer own, List<String> code, boolean isNative, List<String> flags) {
    boolean hasMachine = code.stream().anyMatch(flag -> flag.startsWith("-mcpu=") || flag.startsWith("-march="));
    for (String flag : own.proper()) {
      // Some values are words of their own there: -msmall-data-limit= 8.
      boolean isGiven =
          code.stream().anyMatch(given -> given.equals(flag) || flag.endsWith("=") && given.startsWith(flag));
      if (!flag.startsWith("-f") && !flag.startsWith("-m") || isGiven || isGccsName(flag, own)) {
        continue;
      }
      boolean isMachine = MACHINE.stream().anyMatch(flag::startsWith);
      if (isMachine) {
        String name = flag.substring(0, flag.indexOf('=') + 1);
        boolean isProcessor = flag.startsWith("-march=") || flag.startsWith("-mcpu=");
        boolean isOverruled = !name.isEmpty() && code.stream().anyMatch(given -> given.startsWith(name));
        if (!isOverruled && !(isProcessor && hasMachine)) {
          flags.add(flag);
        }
      } else if (ADDED.contains(flag) || ADDED_BEGINNINGS.stream().anyMatch(flag::startsWith)) {
        flags.add(flag);
      } else if (isNative && FEATURES.contains(flag.replaceFirst("^-m(no-)?", ""))) {
        flags.add(flag);
      } else if (!NEUTRAL.matcher(flag).matches() && !(isNative && flag.startsWith("-m"))) {
        return Optional.of("the compiler is configured with " + flag + ", which is not known to Assay");
      }
    }
    return Optional.empty();
  }

  /**
   * Says what an Arm of ARMv7-A computes with as clang does: extensions of the architecture's name are gcc's
   * ({@code armv7-a+simd}), or mean something else ({@code armv7-a+fp} has NEON).
   */
  private static void addFloatingPoint(Answer own, List<String> flags) {
    boolean isApplicationProfile = own.macro("__ARM_ARCH").filter("7"::equals).isPresent()
        && own.macro("__ARM_ARCH_PROFILE").filter("65"::equals).isPresent();
    if (!isApplicationProfile) {
      return;
    }
    flags.replaceAll(flag -> ARMV7A_EXTENDED.matcher(flag).replaceFirst("$1"));
    flags.remove("-mfpu=auto");
    boolean isHard = own.macro("__ARM_FP").isPresent() && own.macro("__SOFTFP__").isEmpty();
    if (isHard && flags.stream().noneMatch(flag -> flag.startsWith("-mfpu="))) {
      boolean isFused = own.macro("__ARM_FEATURE_FMA").isPresent();
      String scalar = isFused ? "vfpv4-d16" : "vfpv3-d16";
      String vector = isFused ? "neon-vfpv4" : "neon";
      flags.add("-mfpu=" + (own.macro("__ARM_NEON").isPresent() ? vector : scalar));
    }
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

  /**
   * Whether the compiler's code reaches variables of other files as if all were in the same program, and leaves it to
   * the linker to copy there those that are not: gcc for x86-64 does in executables, clang only if told.
   */
  private static boolean hasCopyRelocations(Answer own) {
    return !own.isClang() && own.macro("__x86_64__").isPresent() && own.macro("__PIE__").isPresent();
  }

  /**
   * Whether other programs may put functions of their own in the place of those that a shared library exports: gcc
   * leaves calls of them as they are, clang only if told.
   */
  private static boolean isInterposable(Answer own, List<String> code) {
    return !own.isClang() && own.macro("__PIC__").isPresent() && own.macro("__PIE__").isEmpty()
        && !code.contains("-fno-semantic-interposition");
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
