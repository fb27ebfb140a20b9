package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.Cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code assay cc}, as far as it does not compile. */
@DisabledOnOs(OS.WINDOWS)
class CcTest {
  @Test
  void without_a_compiler_it_says_what_to_do() {
    Result result = Cli.run("cc");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("assay cc -- gcc -c file.c");
  }

  @Test
  void the_word_after_report_is_a_format_or_a_folder() {
    Result result = Cli.run("cc", "--report=yaml");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--report: yaml is neither a folder nor text, markdown or json");
    Result nothing = Cli.run("cc", "--report", "src");
    assertThat(nothing.status()).isEqualTo(1);
    assertThat(nothing.err()).contains("assay cc has compiled nothing below ").contains("src");
  }

  @Test
  void status_says_where_things_are() {
    Result result = Cli.run("cc", "--status");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.lines()).hasSize(3);
    assertThat(result.out()).startsWith("daemon ").contains("cache ", "log ");
  }
}
