package dev.assay.cc.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When two compilers' predefined macros say the same of an ABI. */
class MacroAgreementTest {
  @Test
  void one_type_may_be_written_in_several_ways() {
    assertThat(MacroAgreement.difference(Map.of("__SIZE_TYPE__", "long unsigned int"),
        Map.of("__SIZE_TYPE__", "unsigned long"))).isEmpty();
    assertThat(MacroAgreement
        .difference(Map.of("__SIZE_TYPE__", "unsigned int"), Map.of("__SIZE_TYPE__", "unsigned long")).orElseThrow())
        .contains("__SIZE_TYPE__");
    assertThat(MacroAgreement.difference(Map.of("__WCHAR_TYPE__", "int"), Map.of("__WCHAR_TYPE__", "int"))).isEmpty();
  }

  @Test
  void signs_conventions_and_languages_count() {
    assertThat(MacroAgreement.difference(Map.of("__CHAR_UNSIGNED__", "1"), Map.of()))
        .hasValue("only the compiler defines __CHAR_UNSIGNED__");
    assertThat(MacroAgreement.difference(Map.of(), Map.of("__ARM_PCS_VFP", "1")))
        .hasValue("only clang defines __ARM_PCS_VFP");
    assertThat(MacroAgreement.difference(Map.of("__STDC_VERSION__", "201710L"), Map.of("__STDC_VERSION__", "202311L")))
        .isPresent();
    assertThat(MacroAgreement.difference(Map.of("__SIZEOF_INT128__", "16"), Map.of())).isEmpty();
    assertThat(MacroAgreement.difference(Map.of("__GNUC__", "12"), Map.of("__GNUC__", "4"))).isEmpty();
  }
}
