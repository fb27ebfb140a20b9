package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.probe.Pass;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
  @TempDir
  private Path folder;

  private List<String> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("pool.txt"), text);
    return Pool.read(Optional.of(file), 4).stream()
        .map(sequence -> String.join(" ", sequence.stream().map(Pass::name).toList())).toList();
  }

  @Test
  void partsStandForAllThatTheyWereGiven() throws IOException {
    assertThat(read("""
        # a comment
        A = sroa
        A = mem2reg, gvn
        B = adce
        $A
        $A, $B
        gvn,$A
        mem2reg,gvn
        """)).as("each once, in their order").containsExactly("sroa", "mem2reg gvn", "sroa adce", "mem2reg gvn adce",
        "gvn sroa", "gvn mem2reg gvn");
  }

  @Test
  void whatIsNoPassIsNamedWithItsLine() {
    assertThatThrownBy(() -> read("sroa\n\nsroa,gnv\n")).isInstanceOf(StoreException.class)
        .hasMessageContaining("pool.txt:3 names 'gnv'");
    assertThatThrownBy(() -> read("$A\n")).hasMessageContaining("'$A'");
    assertThatThrownBy(() -> read("sroa,sroa,sroa,sroa,sroa\n")).hasMessageContaining("5 passes; 4 are possible");
  }

  @Test
  void thePoolThatComesWithAssayCanBeRead() throws IOException {
    assertThat(Pool.read(Optional.empty(), 50)).hasSizeGreaterThan(300).doesNotHaveDuplicates();
  }
}
