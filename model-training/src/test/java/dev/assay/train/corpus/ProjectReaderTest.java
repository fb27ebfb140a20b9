package dev.assay.train.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.train.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {
  private static final Pattern EXCLUDED = Pattern.compile("generated/");

  @TempDir
  private Path folder;

  private Path project(String folderName, String origin, String commands, String... files) throws IOException {
    Path project = Files.createDirectories(folder.resolve(folderName));
    Files.writeString(project.resolve("origin.tsv"), origin + "\n");
    if (!commands.isEmpty()) {
      Files.writeString(project.resolve("compile_commands.json"), commands.replace("DIR", project.toString()));
    }
    for (String file : files) {
      Path path = project.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    return project;
  }

  private List<Project> read() throws IOException {
    return ProjectReader.read(folder, EXCLUDED);
  }

  @Test
  void projectsComeByNameWithWhatTheirOriginSays() throws IOException {
    project("1", "zlib\t1.3\tcompression\ttrain\t7", "");
    project("2", "dash\t5.4\tinterpreter\ttest\t3", "");
    Files.createDirectory(folder.resolve("no-project"));

    List<Project> projects = read();

    assertThat(projects).extracting(Project::name).containsExactly("dash", "zlib");
    Project dash = projects.getFirst();
    assertThat(dash.version()).isEqualTo("5.4");
    assertThat(dash.domain()).isEqualTo("interpreter");
    assertThat(dash.split()).isEqualTo(Split.TEST);
    assertThat(dash.commands()).as("nothing of it could be built").isEmpty();
  }

  @Test
  void commandsAreThoseOfSourcesThatAreThereTheFirstOfEach() throws IOException {
    Path project = project("p", "p\t1\td\tvalidation\t1", """
        [{"directory": "DIR", "file": "z.c", "arguments": ["cc", "-DFIRST", "z.c"]},
         {"directory": "DIR/sub", "file": "../z.c", "arguments": ["cc", "-DSECOND", "z.c"]},
         {"directory": "DIR/sub", "file": "a.cc", "command": "c++ '-DNAME=a b' a.cc"},
         {"directory": "DIR", "file": "start.S", "arguments": ["cc", "start.S"]},
         {"directory": "DIR", "file": "generated/t.c", "arguments": ["cc", "generated/t.c"]},
         {"directory": "DIR", "file": "gone.c", "arguments": ["cc", "gone.c"]}]
        """, "z.c", "sub/a.cc", "start.S", "generated/t.c");

    List<Project.Command> commands = read().getFirst().commands();

    assertThat(commands).extracting(Project.Command::file).containsExactly(project.resolve("sub/a.cc"),
        project.resolve("z.c"));
    assertThat(commands.get(0).arguments()).containsExactly("c++", "-DNAME=a b", "a.cc");
    assertThat(commands.get(0).directory()).isEqualTo(project.resolve("sub"));
    assertThat(commands.get(1).arguments()).contains("-DFIRST");
  }

  @Test
  void anExcludedPatternSeesThePathInTheProjectOnly() throws IOException {
    // The folder of all projects is named as what is excluded; the project's own path is not.
    Path projects = Files.createDirectories(folder.resolve("generated"));
    Path project = Files.createDirectories(projects.resolve("p"));
    Files.writeString(project.resolve("origin.tsv"), "p\t1\td\ttrain\t1\n");
    Files.writeString(project.resolve("a.c"), "");
    Files.writeString(project.resolve("compile_commands.json"),
        "[{\"directory\": \"" + project + "\", \"file\": \"a.c\", \"arguments\": [\"cc\"]}]");
    assertThat(ProjectReader.read(projects, EXCLUDED).getFirst().commands()).hasSize(1);
  }

  @Test
  void releasesOfAFamilyAreInOneSplit() throws IOException {
    project("1", "boost-1\t1.74.0-1\tlibraries\ttrain\t7\tboost", "");
    project("2", "boost-2\t1:1.81.0+dfsg-5\tlibraries\ttrain\t7\tboost", "");
    assertThat(read()).extracting(Project::family).containsExactly("boost", "boost");
    assertThat(read()).extracting(Project::release).containsExactly("1.74.0", "1.81.0");
    project("2", "boost-2\t1.81.0-5\tlibraries\ttest\t7\tboost", "");
    assertThatThrownBy(this::read).isInstanceOf(StoreException.class)
        .hasMessageContaining("boost-1 and boost-2 are releases of boost but in different splits");
  }

  @Test
  void aKindIsStrangeAsAWholeOrNotAtAll() throws IOException {
    project("1", "range-v3\t0.12\ttemplates\tstrange\t7", "");
    project("2", "armadillo\t11.4\ttemplates\tstrange\t7", "");
    project("3", "zlib\t1.3\tcompression\ttest\t7", "");
    assertThat(read()).hasSize(3);
    for (String split : List.of("train", "validation", "test")) {
      project("2", "armadillo\t11.4\ttemplates\t" + split + "\t7", "");
      assertThatThrownBy(this::read).as(split).isInstanceOf(StoreException.class)
          .hasMessageContaining("armadillo and range-v3 are both of kind templates, but only one of them is strange");
    }
  }

  @Test
  void theRecipeKeepsNumericsInFortranAndTemplatesStrange() throws IOException {
    Map<String, Set<String>> splits = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("recipe", "projects.tsv"))) {
      String[] fields = line.split("\t");
      if (!line.startsWith("#") && fields.length > 2) {
        splits.computeIfAbsent(fields[1], kind -> new TreeSet<>()).add(fields[2]);
      }
    }
    assertThat(splits).hasSizeGreaterThan(10);
    splits.forEach((kind, used) -> {
      if (Set.of("fortran", "templates").contains(kind)) {
        assertThat(used).as(kind).containsExactly("strange");
      } else {
        assertThat(used).as(kind).doesNotContain("strange");
      }
    });
  }

  @Test
  void whatOthersJudgeOnIsNotRead() throws IOException {
    for (String name : List.of("lua5.4", "lz4", "redis", "mbedtls", "bzip2-trixie", "libjpeg-turbo", "lzo2")) {
      project(name, name + "\t1\td\ttrain\t1", "");
    }
    assertThat(read()).extracting(Project::name).containsExactly("lzo2");
  }

  @Test
  void copiesOfWhatIsTestedOnAreForTestsOnly() throws IOException {
    String commands = """
        [{"directory": "DIR", "file": "contrib/zlib/inflate.c", "arguments": ["cc"]},
         {"directory": "DIR", "file": "own.c", "arguments": ["cc"]}]
        """;
    project("1", "a\t1\td\ttrain\t2", commands, "contrib/zlib/inflate.c", "own.c");
    project("2", "b\t1\td\ttest\t2", commands, "contrib/zlib/inflate.c", "own.c");
    assertThat(read()).extracting(project -> project.commands().size()).containsExactly(1, 2);
  }

  @Test
  void theLanguageIsToldByTheNameAndByWhatF2cWrites() throws IOException {
    Path fortran =
        Files.writeString(folder.resolve("dqag.c"), "/* dqag.f -- translated by f2c (version 20160102).\n*/\n");
    assertThat(ProjectReader.language(fortran)).isEqualTo("f2c");
    assertThat(ProjectReader.language(Files.writeString(folder.resolve("a.c"), "int x;\n"))).isEqualTo("c");
    assertThat(ProjectReader.language(Files.writeString(folder.resolve("a.cc"), "int x;\n"))).isEqualTo("c++");
  }

  @Test
  void aBrokenOriginIsNamed() throws IOException {
    project("p", "p\t1\tdomain", "");
    assertThatThrownBy(this::read).isInstanceOf(StoreException.class).hasMessageContaining("origin.tsv")
        .hasMessageContaining("has 3 fields");
    project("p", "p\t1\tdomain\tsometimes\t1", "");
    assertThatThrownBy(this::read).isInstanceOf(StoreException.class).hasMessageContaining("origin.tsv")
        .hasMessageContaining("'sometimes'").hasMessageContaining("train, validation, test and strange");
  }

  @Test
  void aFileIsNamedAsTheProjectNamesIt() {
    assertThat(ProjectReader.inProject(folder, folder.resolve("src/a.c"))).isEqualTo("src/a.c");
    assertThat(ProjectReader.inProject(folder.resolve("p"), folder.resolve("elsewhere/a.c"))).isEqualTo("a.c");
  }
}
