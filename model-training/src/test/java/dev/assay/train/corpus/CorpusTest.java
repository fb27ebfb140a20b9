package dev.assay.train.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.feature.Opcode;
import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir
  private Path folder;

  static CorpusUnit unit(String hash, String project, Split split) {
    return unit(hash, project, project + "/a.c:f_" + hash, split);
  }

  private static CorpusUnit unit(String hash, String project, String identity, Split split) {
    return new CorpusUnit(hash, project, "1.0", "domain", split.name(), Flavour.O0.name(), "function", "a.c",
        "f_" + hash, identity, "1.0", "c", "LLVM 20", "", 30, Collections.nCopies(56, 1),
        IntStream.range(0, Opcode.NUMBERS).boxed().toList(), Binary.fromConstantByteArray(new byte[]{'B', 'C'}));
  }

  private static List<CorpusUnit> units(int count) {
    return IntStream.range(0, count).mapToObj(i -> unit("h" + i, "p" + i % 2, Split.TRAIN)).toList();
  }

  @Test
  void whatIsWrittenIsReadInItsOrder() throws IOException {
    Corpus.write(folder, units(7), Map.of("assay.seed", "1"), 3);
    Corpus corpus = Corpus.open(folder);
    List<CorpusUnit> read = new ArrayList<>();
    corpus.shards().forEach(read::add);
    assertThat(read).isEqualTo(units(7));
    assertThat(corpus.units()).isEqualTo(7);
    assertThat(corpus.shards().count()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("corpus.json"))).contains("\"p0\" : \"1.0\"", "\"assay.seed\" : \"1\"");
  }

  @Test
  void aSmallerCorpusLeavesNothingOfALargerOne() throws IOException {
    Corpus.write(folder, units(7), Map.of(), 3);
    Corpus.write(folder, units(2), Map.of(), 3);
    assertThat(Corpus.open(folder).shards().count()).isOne();
  }

  @Test
  void theDigestIsOfTheUnitsInTheirOrder() throws IOException {
    Corpus.write(folder, units(4), Map.of(), 2);
    String digest = Corpus.open(folder).sha256();
    Corpus.write(folder, units(4), Map.of(), 4);
    assertThat(Corpus.open(folder).sha256()).as("however many shards there are").isEqualTo(digest);
    Corpus.write(folder, units(4).reversed(), Map.of(), 2);
    assertThat(Corpus.open(folder).sha256()).isNotEqualTo(digest);
  }

  @Test
  void aCorpusThatIsNotFinishedSaysHowToFinishIt() throws IOException {
    assertThatThrownBy(() -> Corpus.open(folder)).isInstanceOf(StoreException.class)
        .hasMessageContaining("no finished corpus").hasMessageContaining("assay train corpus --out");
    Corpus.write(folder, units(4), Map.of(), 2);
    Files.delete(Corpus.open(folder).shards().file(1));
    assertThatThrownBy(() -> Corpus.open(folder)).isInstanceOf(StoreException.class)
        .hasMessageContaining("has 1 shards instead of 2");
  }

  @Test
  void aUnitThatIsInSeveralSplitsStaysInTheOneThatIsTested() {
    List<CorpusUnit> units = List.of(unit("both", "trained", Split.TRAIN), unit("own", "trained", Split.TRAIN),
        unit("three", "trained", Split.TRAIN), unit("three", "validated", Split.VALIDATION),
        unit("both", "tested", Split.TEST), unit("three", "tested", Split.TEST),
        unit("two", "validated", Split.VALIDATION), unit("two", "trained", Split.TRAIN));

    List<CorpusUnit> kept = CorpusCommand.withoutDuplicates(units);

    assertThat(kept).extracting(CorpusUnit::hash).containsExactlyInAnyOrder("both", "three", "own", "two");
    assertThat(kept).filteredOn(unit -> unit.hash().equals("both") || unit.hash().equals("three"))
        .extracting(CorpusUnit::project).containsOnly("tested");
    assertThat(kept).filteredOn(unit -> unit.hash().equals("two")).extracting(CorpusUnit::project)
        .containsExactly("validated");
  }

  @Test
  void aFunctionThatIsTestedIsNotLearnedFromInAnotherFlavour() {
    List<CorpusUnit> kept = CorpusCommand.withoutDuplicates(List.of(unit("a", "p", "std:sort", Split.TRAIN),
        unit("b", "q", "std:sort", Split.VALIDATION), unit("c", "r", "std:sort", Split.TEST),
        unit("d", "s", "std:sort", Split.STRANGE), unit("e", "p", "std:find", Split.TRAIN)));
    assertThat(kept).extracting(CorpusUnit::hash).containsExactlyInAnyOrder("c", "d", "e");
  }

  @Test
  void theReportCountsByEachProperty() {
    List<CorpusUnit> units =
        List.of(unit("a", "p", Split.TRAIN), unit("b", "p", Split.TRAIN), unit("c", "q", Split.TEST));
    assertThat(CorpusReport.of(units)).startsWith("3 units of 2 projects").contains("split: {TEST=1, TRAIN=2}",
        "flavour: {O0=3}", "kind: {function=3}", "domain: {domain=3}");
  }
}
