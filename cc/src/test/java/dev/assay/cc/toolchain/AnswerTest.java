package dev.assay.cc.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What gcc prints of itself, and what clang is told of it. */
class AnswerTest {
  private static final String ARM = """
      Using built-in specs.
      Target: arm-none-eabi
      Configured with: ../configure --with-gnu-as
       /usr/lib/gcc/arm-none-eabi/12.2.1/cc1 -E -quiet -v -imultilib thumb/v7e-m+fp/hard -D__USES_INITFINI__ /dev/null \
      -mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard -mlibarch=armv7e-m+fp -march=armv7e-m+fp -Os -dM
      #include "..." search starts here:
       quoted
      #include <...> search starts here:
       inc
       /usr/lib/gcc/arm-none-eabi/12.2.1/include
       /usr/lib/gcc/arm-none-eabi/12.2.1/include-fixed
       /usr/lib/gcc/arm-none-eabi/12.2.1/../../../arm-none-eabi/include
      End of search list.
      """.replace("\\\n", "");

  @Test
  void folders_target_and_macros_are_read() {
    Answer answer =
        Answer.read("#define __arm__ 1\n#define EMPTY\n#define __SIZE_TYPE__ unsigned int\n", ARM).orElseThrow();
    assertThat(answer.target()).isEqualTo("arm-none-eabi");
    assertThat(answer.isClang()).isFalse();
    assertThat(answer.quoted()).containsExactly("quoted");
    assertThat(answer.folders()).hasSize(4).startsWith("inc");
    assertThat(answer.macros()).isEqualTo(Map.of("__arm__", "1", "EMPTY", "", "__SIZE_TYPE__", "unsigned int"));
    assertThat(answer.proper()).contains("-mfloat-abi=hard");
  }

  @Test
  void what_is_no_compilers_answer_is_none() {
    assertThat(Answer.read("", ARM)).isEmpty();
    assertThat(Answer.read("#define A 1\n", "Target: x; rm -rf /\n")).isEmpty();
  }

  @Test
  void an_arm_gcc_is_translated() {
    Answer answer = Answer.read("#define __arm__ 1\n#define __INT32_TYPE__ long int\n#define __SSP_STRONG__ 3\n"
        + "#define __STDC_VERSION__ 201710L\n", ARM).orElseThrow();
    FlagTranslation translation =
        FlagTranslation.of(answer, List.of("-mcpu=cortex-m4", "-mthumb", "-ffunction-sections"), false);
    assertThat(translation.problem()).isEmpty();
    assertThat(translation.flags()).contains("--target=arm-none-eabi", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16",
        "-mcpu=cortex-m4", "-ffunction-sections", "-std=gnu17", "-fno-pic", "-fstack-protector-strong", "-fshort-enums",
        "-D__INT32_TYPE__=long int").doesNotContain("-march=armv7e-m+fp");
  }

  @Test
  void what_gcc_does_by_default_and_clang_does_not_is_said() {
    String gcc9 = "#define __GNUC__ 9\n#define __x86_64__ 1\n";
    String host = ARM.replace("arm-none-eabi", "x86_64-linux-gnu").replaceFirst(" -mcpu=.*-Os", "");
    List<String> old = flags(gcc9, host, List.of("-Os"), false);
    assertThat(old).contains("-fcommon").doesNotContain("-fsemantic-interposition", "-fdirect-access-external-data");
    assertThat(flags(gcc9, host, List.of("-fno-common"), false)).containsSubsequence("-fcommon", "-fno-common");
    assertThat(flags(gcc9, host, List.of(), true)).doesNotContain("-fcommon");

    String gcc12 = gcc9.replace("9", "12");
    String pic = gcc12 + "#define __PIC__ 2\n";
    assertThat(flags(gcc12, host, List.of(), false)).doesNotContain("-fcommon");
    assertThat(flags(pic, host, List.of(), false)).contains("-fsemantic-interposition", "-fPIC")
        .doesNotContain("-fdirect-access-external-data");
    assertThat(flags(pic, host, List.of("-fno-semantic-interposition"), false))
        .doesNotContain("-fsemantic-interposition");
    assertThat(flags(pic + "#define __PIE__ 2\n", host, List.of(), false))
        .contains("-fdirect-access-external-data", "-fPIE").doesNotContain("-fsemantic-interposition");
    assertThat(flags(pic.replace("__x86_64__", "__aarch64__") + "#define __PIE__ 2\n", host, List.of(), false))
        .doesNotContain("-fdirect-access-external-data");
    assertThat(flags(pic + "#define __PIE__ 2\n#define __clang__ 1\n", host, List.of(), false))
        .doesNotContain("-fdirect-access-external-data", "-fsemantic-interposition", "-fcommon");
  }

  private static List<String> flags(String macros, String said, List<String> given, boolean isCplusplus) {
    FlagTranslation translation = FlagTranslation.of(Answer.read(macros, said).orElseThrow(), given, isCplusplus);
    assertThat(translation.problem()).isEmpty();
    return translation.flags();
  }

  @Test
  void a_configuration_with_something_unknown_is_left_to_the_compiler() {
    Answer answer = Answer.read("#define __arm__ 1\n", ARM.replace("-mthumb", "-mthumb -fbrand-new")).orElseThrow();
    assertThat(FlagTranslation.of(answer, List.of(), false).problem().orElseThrow()).contains("-fbrand-new");
  }

  @Test
  void the_machine_at_hand_is_the_one_that_gcc_found() {
    Answer answer = Answer.read("#define __x86_64__ 1\n", """
        Target: x86_64-linux-gnu
         /usr/lib/gcc/x86_64-linux-gnu/12/cc1 -E -quiet /dev/null -march=znver3 -mavx2 -mno-avx512f \
        -mno-avx512er -mabm \
        --param l1-cache-size=32 -mtune=znver3 -fasynchronous-unwind-tables
        #include <...> search starts here:
        End of search list.
        """.replace("\\\n", "")).orElseThrow();
    FlagTranslation translation = FlagTranslation.of(answer, List.of("-march=native", "-fwrapv"), false);
    assertThat(translation.problem()).isEmpty();
    assertThat(translation.flags()).contains("-march=znver3", "-mavx2", "-mno-avx512f", "-fwrapv")
        .doesNotContain("-march=native", "-mabm", "-mno-avx512er");
    assertThat(FlagTranslation.of(answer, List.of(), false).problem().orElseThrow()).contains("-mavx2");
  }
}
