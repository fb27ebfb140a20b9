package dev.assay.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneTableTest {
  @ParameterizedTest
  @CsvSource({"0.5, -50 %", "1.14, +14 %", "9.9, +890 %", "12, 12 x", "205.7, 206 x", "9999, 9999 x", "1e9, >9999 x"})
  void whatACallExecutesFitsItsColumn(double ratio, String shown) {
    assertThat(TuneTable.executed(ratio)).isEqualTo(shown).hasSizeLessThanOrEqualTo(7);
  }
}
