package dev.assay.train.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.LibraryPart;
import dev.assay.build.Level;
import dev.assay.pool.LlvmDistribution;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.Tested;
import dev.assay.tune.Vetting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Choosing pipelines: on savings that are made up, and on a file. */
class PipelinesTest {
  @TempDir
  private Path folder;

  @Test
  void the_next_pipeline_is_the_one_that_saves_most_beyond_those_before_it() {
    PipelineSelection selection = new PipelineSelection();
    selection.add("a", "f", 10);
    selection.add("a", "g", 10);
    selection.add("b", "f", 14);
    selection.add("b", "g", -50); // it is not taken there
    selection.add("c", "g", 9);
    selection.add("c", "h", 3);
    selection.add("d", "h", 3);
    assertThat(selection.best(9)).containsExactly(new PipelineSelection.Chosen("a", 20),
        new PipelineSelection.Chosen("b", 4), new PipelineSelection.Chosen("c", 3));
    assertThat(selection.best(1)).containsExactly(new PipelineSelection.Chosen("a", 20));
  }

  private byte[] clang(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(LlvmDistribution.unpack().clang().toString()));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(output, StandardCharsets.UTF_8)).isZero();
    return output;
  }

  @Test
  void pipelines_are_chosen_on_training_projects_and_a_second_run_finds_all_measured() throws Exception {
    Path project = Files.createDirectories(folder.resolve("projects/p"));
    Files.writeString(project.resolve("origin.tsv"), "text\t1\tdomain\ttrain\t1\n");
    Files.copy(Path.of(System.getProperty("assay.root", ".."), "examples/text.c"), project.resolve("text.c"));
    Files.writeString(project.resolve("compile_commands.json"), """
        [{"directory": "DIR", "file": "text.c", "arguments": ["cc", "-O2", "-c", "text.c"]}]
        """.replace("DIR", project.toString()));
    String family = Library.family(new String(clang("-print-effective-triple"), StandardCharsets.UTF_8).strip());
    LibraryEntry entry =
        new LibraryEntry("oz-1", Level.OZ, List.of("-mllvm -disable-lsr"), Set.of(family), new Vetting(1000, 0));
    FunctionPipeline replaced = new FunctionPipeline("old", "sink", Set.of(family), new Vetting(1000, 0));
    FunctionPipeline elsewhere = new FunctionPipeline("avr-f1", "sink", Set.of("avr"), new Vetting(1000, 0));
    Path library = folder.resolve("library.json");
    LibraryFile.write(library, new Library(List.of(entry), List.of(replaced, elsewhere)), Map.of());
    Path out = folder.resolve("out.json");
    String[] arguments = {"--projects", folder.resolve("projects").toString(), "--library", library.toString(), "--out",
        out.toString(), "--work", folder.resolve("work").toString(), "--pipelines", "2"};

    assertThat(new CommandLine(new PipelinesCommand()).execute(arguments)).isZero();
    List<FunctionPipeline> pipelines = LibraryPart.inFile(out).pipelines();
    assertThat(pipelines).extracting(FunctionPipeline::id).containsExactly(family + "-f1", family + "-f2", "avr-f1");
    assertThat(pipelines.getFirst().vetting().tested()).isEqualTo(Tested.VERIFIED);
    assertThat(LibraryPart.inFile(out).entries()).containsExactly(entry);

    Path log = folder.resolve("work/functions.tsv");
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSizeGreaterThan(100); // a line for each pipeline of the pool
    assertThat(new HashSet<>(lines)).hasSameSizeAs(lines);
    byte[] before = Files.readAllBytes(out);
    Files.writeString(log, String.join("\n", lines.subList(0, 50)) + "\n"); // as if it had been killed
    assertThat(new CommandLine(new PipelinesCommand()).execute(arguments)).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
    assertThat(Files.readAllLines(log)).containsExactlyInAnyOrderElementsOf(lines);
  }
}
