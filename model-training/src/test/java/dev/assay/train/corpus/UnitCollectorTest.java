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

  private static List<CorpusUnit> collect(Project project, int perFile, int most) throws IOException {
    Clang clang = Clang.shipped(llvm);
    Clang other = new Clang("another clang", llvm.clang());
    Variant.Choice variants = new Variant.Choice(clang, List.of(other), List.of(), List.of());
    return new UnitCollector(pool, new CorpusCompiler(), variants, perFile).collect(project,
        UnitCollector.sources(project), most);
  }

  private static Set<String> distinct(List<CorpusUnit> units, Function<CorpusUnit, String> by) {
    return units.stream().map(by).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aFileGivesItsModuleAndItsFunctionsInSeveralFlavours() throws IOException {
    String source = LONG.formatted("first", 1) + LONG.formatted("second", 2) + "int tiny(int x) { return x + 3; }\n";
    List<CorpusUnit> units = collect(project("p", source), 6, 100);

    assertThat(distinct(units, CorpusUnit::flavour)).contains("GIVEN", "O0", "O2");
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
    List<CorpusUnit> one = collect(project("one", LONG.formatted("f", 1)), 6, 100);
    List<CorpusUnit> copies = collect(project("copies", LONG.formatted("f", 1), LONG.formatted("g", 1)), 6, 100);
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
    List<CorpusUnit> few = collect(project("few", source.toString()), 2, 8);
    assertThat(few).hasSizeLessThanOrEqualTo(8);
    for (String flavour : distinct(few, CorpusUnit::flavour)) {
      assertThat(ofFlavour(few, flavour)).as(flavour).hasSizeLessThanOrEqualTo(2);
    }
    assertThat(collect(project("three", source.toString()), 6, 3)).hasSize(3);
  }

  @Test
  void theSameFunctionsAreChosenInEveryVariantAndEveryRelease() throws IOException {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      source.append(LONG.formatted("f" + i, i + 1));
    }
    Project one = project("library-1", source.toString());
    Project two = project("library-2", source.toString().replace(">> 2", ">> 3"));
    List<CorpusUnit> units = new java.util.ArrayList<>();
    for (Project project : List.of(one, two)) {
      Project release = new Project(project.name(), "library", project.name().substring(8), "domain", Split.TRAIN,
          project.folder(), project.commands());
      units.addAll(collect(release, 3, 23));
    }

    Set<String> functions = distinct(ofFlavour(units, "O0"), CorpusUnit::identity);
    assertThat(functions).hasSize(3).allMatch(identity -> identity.startsWith("library/file0.c:f"));
    for (String flavour : distinct(units, CorpusUnit::flavour)) {
      for (String release : List.of("1", "2")) {
        assertThat(ofFlavour(units, flavour)).as("%s of %s", flavour, release)
            .filteredOn(unit -> unit.release().equals(release)).extracting(CorpusUnit::identity).isSubsetOf(functions)
            .hasSizeGreaterThanOrEqualTo(3);
      }
    }
    assertThat(units).filteredOn(unit -> unit.kind().equals("program"))
        .allMatch(unit -> unit.identity().equals("library/file0.c"));
    assertThat(collect(one, 3, 23)).as("the same again").isEqualTo(collect(one, 3, 23));
  }

  @Test
  void whatAStrangeClangMakesOfATestProjectIsStrange() throws IOException {
    Project project = project("p", LONG.formatted("f", 1));
    Clang strange = new Clang("clang 9", llvm.clang());
    Variant.Choice variants =
        new Variant.Choice(Clang.shipped(llvm), List.of(), List.of(strange), List.of(Target.AARCH64, Target.THUMB));
    for (Split split : List.of(Split.TRAIN, Split.TEST)) {
      Project own = new Project("p", "1", "domain", split, project.folder(), project.commands());
      List<CorpusUnit> units =
          new UnitCollector(pool, new CorpusCompiler(), variants, 3).collect(own, UnitCollector.sources(own), 100);
      assertThat(units).filteredOn(unit -> unit.compiler().equals("LLVM 20")).isNotEmpty()
          .allMatch(unit -> unit.split().equals(split.name()));
      assertThat(variants.of("any", split).stream().filter(variant -> variant.clang().equals(strange))).as("%s", split)
          .hasSize(split == Split.TEST ? 1 : 0).allMatch(variant -> variant.split(split) == Split.STRANGE);
    }
  }

  @Test
  void aFileThatDoesNotCompileIsLeftOut() throws IOException {
    assertThat(collect(project("p", "int broken( {", LONG.formatted("f", 1)), 6, 100)).isNotEmpty()
        .extracting(CorpusUnit::file).containsOnly("file1.c");
  }

  @Test
  void flavoursDifferInHowMuchIsDoneAlready() throws IOException {
    Project project = project("p", LONG.formatted("f", 1));
    CorpusCompiler compiler = new CorpusCompiler();
    int[] sizes = new int[Flavour.values().length];
    for (Flavour flavour : Flavour.values()) {
      Optional<byte[]> bitcode =
          compiler.compile(project.commands().getFirst(), new Variant(flavour, Clang.shipped(llvm)));
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
