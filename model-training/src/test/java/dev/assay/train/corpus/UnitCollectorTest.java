package dev.assay.train.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitCollectorTest {
  /** More than 25 instructions in every flavour. */
  private static final String LONG = """
      int %s(int *a, int n) {
        int sum = %d, product = 1;
        for (int i = 0; i < n; i++) {
          sum += a[i] * (i + 3);
          if (a[i] > sum) { product *= a[i]; sum ^= product; } else { sum -= product >> 2; }
          a[i] = sum / (product | 1);
        }
        for (int i = n; i > 0; i--) { sum += a[i] %% 7; a[i] ^= sum; product += sum << 1; }
        return sum + product;
      }
      """;

  private static LlvmDistribution llvm;
  private static WorkerPool pool;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() throws IOException {
    llvm = LlvmDistribution.unpack();
    pool = new WorkerPool(WorkerOptions.defaults(), llvm);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private Project project(String name, String... sources) throws IOException {
    List<Project.Command> commands = new java.util.ArrayList<>();
    Path home = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < sources.length; i++) {
      Path file = Files.writeString(home.resolve("file" + i + ".c"), sources[i]);
      commands.add(new Project.Command(home, file, List.of("cc", "-c", file.toString())));
    }
    return new Project(name, "1", "domain", Split.TRAIN, home, commands);
  }

  private static List<CorpusUnit> collect(Project project, int perFile, int most, long seed) throws IOException {
    return new UnitCollector(pool, new CorpusCompiler(llvm), perFile, seed).collect(project,
        UnitCollector.sources(project), most);
  }

  private static Set<String> distinct(List<CorpusUnit> units, Function<CorpusUnit, String> by) {
    return units.stream().map(by).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aFileGivesItsModuleAndItsFunctionsInSeveralFlavours() throws IOException {
    String source = LONG.formatted("first", 1) + LONG.formatted("second", 2) + "int tiny(int x) { return x + 3; }\n";
    List<CorpusUnit> units = collect(project("p", source), 6, 100, 1);

    assertThat(distinct(units, CorpusUnit::flavour)).contains("GIVEN", "O0").hasSizeBetween(3, 4);
    assertThat(distinct(units, unit -> unit.kind() + " " + unit.name())).as("tiny functions say little")
        .containsExactly("function first", "function second", "program file0.c");
    assertThat(units).allSatisfy(unit -> {
      assertThat(unit.instructions()).isGreaterThanOrEqualTo(25);
      assertThat(unit.split()).isEqualTo("TRAIN");
      assertThat(unit.file()).isEqualTo("file0.c");
      assertThat(unit.unit().instructionCount()).isEqualTo(unit.instructions());
      assertThat(unit.unit().hash()).isEqualTo(unit.hash());
    });
  }

  @Test
  void theSameCodeComesOnceWhateverItIsCalled() throws IOException {
    List<CorpusUnit> one = collect(project("one", LONG.formatted("f", 1)), 6, 100, 1);
    List<CorpusUnit> copies = collect(project("copies", LONG.formatted("f", 1), LONG.formatted("g", 1)), 6, 100, 1);
    assertThat(copies).extracting(CorpusUnit::hash).doesNotHaveDuplicates();
    Set<String> functionsOfOne = distinct(ofFlavour(one, "O0"), CorpusUnit::hash);
    assertThat(distinct(ofFlavour(copies, "O0"), CorpusUnit::hash)).isEqualTo(functionsOfOne);
  }

  private static List<CorpusUnit> ofFlavour(List<CorpusUnit> units, String flavour) {
    return units.stream().filter(unit -> unit.flavour().equals(flavour) && unit.kind().equals("function")).toList();
  }

  @Test
  void noMoreUnitsThanTheShareOfAProjectAndOfAFile() throws IOException {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      source.append(LONG.formatted("f" + i, i + 1));
    }
    List<CorpusUnit> few = collect(project("few", source.toString()), 2, 8, 1);
    assertThat(few).hasSizeLessThanOrEqualTo(8);
    for (String flavour : distinct(few, CorpusUnit::flavour)) {
      assertThat(ofFlavour(few, flavour)).as(flavour).hasSizeLessThanOrEqualTo(2);
    }
    assertThat(collect(project("three", source.toString()), 6, 3, 1)).hasSize(3);
  }

  @Test
  void theSameSeedGivesTheSameUnitsInTheSameOrder() throws IOException {
    String source = LONG.formatted("a", 1) + LONG.formatted("b", 2) + LONG.formatted("c", 3) + LONG.formatted("d", 4);
    Project project = project("p", source, source.replace("sum /", "sum %"), source.replace(">> 2", ">> 3"));
    List<CorpusUnit> first = collect(project, 2, 12, 4);
    assertThat(collect(project, 2, 12, 4)).isEqualTo(first);
    assertThat(collect(project, 2, 12, 5)).isNotEqualTo(first);
  }

  @Test
  void aFileThatDoesNotCompileIsLeftOut() throws IOException {
    assertThat(collect(project("p", "int broken( {", LONG.formatted("f", 1)), 6, 100, 1)).isNotEmpty()
        .extracting(CorpusUnit::file).containsOnly("file1.c");
  }

  @Test
  void flavoursDifferInHowMuchIsDoneAlready() throws IOException {
    Project project = project("p", LONG.formatted("f", 1));
    CorpusCompiler compiler = new CorpusCompiler(llvm);
    int[] sizes = new int[Flavour.values().length];
    for (Flavour flavour : Flavour.values()) {
      Optional<byte[]> bitcode = compiler.compile(project.commands().getFirst(), flavour);
      sizes[flavour.ordinal()] = new dev.assay.ir.IrReader(pool)
          .functions(bitcode.orElseThrow(), "f.c", Set.of(), dev.assay.concurrent.Cancellation.never()).units()
          .getFirst().instructionCount();
    }
    for (Flavour optimised : Flavour.OPTIMISED) {
      assertThat(sizes[optimised.ordinal()]).as("%s", optimised).isLessThan(sizes[Flavour.GIVEN.ordinal()]);
      assertThat(sizes[optimised.ordinal()]).as("%s", optimised).isLessThan(sizes[Flavour.O0.ordinal()]);
    }
  }
}
