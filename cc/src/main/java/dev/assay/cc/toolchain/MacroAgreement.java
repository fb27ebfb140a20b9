package dev.assay.cc.toolchain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares what two compilers' predefined macros say of the layout of data, of how functions are called, of the
 * instructions that may be used, and of the language.
 */
final class MacroAgreement {
  /** Where both have them, they have to have one value. */
  private static final Pattern VALUES = Pattern.compile("__SIZEOF_\\w+__|__CHAR_BIT__|__BYTE_ORDER__"
      + "|__FLOAT_WORD_ORDER__|__(SIZE|PTRDIFF|WCHAR|WINT|CHAR16|CHAR32|INTPTR|UINTPTR|INTMAX|UINTMAX)_TYPE__"
      + "|__U?INT(_LEAST|_FAST)?(8|16|32|64)_TYPE__|__(FLT|DBL|LDBL)_(MANT_DIG|MAX_EXP)__|__FLT_EVAL_METHOD__"
      + "|__USER_LABEL_PREFIX__|__STDC_VERSION__|__cplusplus|__ARM_ARCH|__ARM_ARCH_PROFILE|__ARM_SIZEOF_\\w+"
      + "|__riscv_(xlen|flen)|__GNUC_STDC_INLINE__|__PIC__|__PIE__|__CET__|__cpp_threadsafe_static_init");
  /** Both have them, or neither. */
  private static final List<String> PRESENCE = List.of("__CHAR_UNSIGNED__", "__LP64__", "__ELF__", "__EXCEPTIONS",
      "__GXX_RTTI", "__STRICT_ANSI__", "__OPTIMIZE__", "__FAST_MATH__", "__SOFTFP__", "__ARM_PCS_VFP", "__ARM_EABI__",
      "__thumb__", "__thumb2__", "__ARM_NEON", "__SSE__", "__SSE2__", "__SSE3__", "__SSSE3__", "__SSE4_1__",
      "__SSE4_2__", "__AVX__", "__AVX2__", "__AVX512F__", "__AVX512VL__", "__AVX512BW__", "__AVX512DQ__",
      "__AVX512CD__", "__FMA__", "__FMA4__", "__XOP__", "__TBM__", "__BMI__", "__BMI2__", "__LZCNT__", "__POPCNT__",
      "__MOVBE__", "__F16C__", "__ADX__", "__x86_64__", "__i386__", "__aarch64__", "__arm__", "__riscv", "__mips__",
      "__powerpc__", "__s390__", "__riscv_float_abi_soft", "__riscv_float_abi_single", "__riscv_float_abi_double",
      "__riscv_compressed", "_REENTRANT", "__PIC__", "__PIE__", "__SSP__", "__SSP_STRONG__", "__SSP_ALL__");

  private MacroAgreement() {}

  /** The first difference, in words; empty where they agree. */
  static Optional<String> difference(Map<String, String> own, Map<String, String> clang) {
    for (String name : own.keySet().stream().sorted().toList()) {
      String value = clang.get(name);
      if (value != null && VALUES.matcher(name).matches() && !normal(own.get(name)).equals(normal(value))) {
        return Optional.of(name + " is " + own.get(name) + ", with clang " + value);
      }
    }
    for (String name : PRESENCE) {
      if (own.containsKey(name) != clang.containsKey(name)) {
        return Optional.of("only " + (own.containsKey(name) ? "the compiler" : "clang") + " defines " + name);
      }
    }
    return Optional.empty();
  }

  /** {@code long unsigned int} and {@code unsigned long} are one type, {@code 'M'} and {@code 77} are one number. */
  private static String normal(String value) {
    if (value.length() == 3 && value.startsWith("'") && value.endsWith("'")) {
      return Integer.toString(value.charAt(1));
    }
    List<String> words = Arrays.stream(value.split("\\s+")).filter(word -> !word.equals("int")).sorted().toList();
    return words.isEmpty() ? value : String.join(" ", words);
  }
}
