package dev.assay.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code assay train all}: every step, in order, as a file of settings says. A step that is done is not done again
 * unless its settings or those of a step before it have changed; one that was killed resumes where it was.
 */
@Command(name = "all", mixinStandardHelpOptions = true,
    description = "Runs all steps with the settings of a file; resumes where it was.")
final class AllCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--config", required = true, paramLabel = "FILE",
      description = "Settings: {\"steps\": {\"corpus\": {\"per-project\": 700, ...}, \"probes\": {...}, ...}}.")
  private Path config;

  @Option(names = "--projects", required = true, paramLabel = "DIR",
      description = "Folder of projects, as model-training/recipe/fetch.sh makes it.")
  private Path projects;

  @Option(names = "--work", required = true, paramLabel = "DIR",
      description = "Folder for everything that is made; the bundle is in bundle/ of it.")
  private Path work;

  @Option(names = "--until", defaultValue = "export", paramLabel = "STEP", description = "The last step to run.")
  private String until;

  @Override
  public Integer call() throws IOException {
    JsonNode steps = JSON.readTree(config.toFile()).path("steps");
    if (!steps.isObject()) {
      System.err.println(config + ": there is no object \"steps\" in it");
      return 2;
    }
    Files.createDirectories(work);
    StringBuilder before = new StringBuilder();
    for (Map.Entry<String, List<String>> step : fixed().entrySet()) {
      List<String> arguments = new ArrayList<>(step.getValue());
      JsonNode own = steps.path(step.getKey());
      for (Map.Entry<String, JsonNode> option : own.properties()) {
        String value = option.getValue().isBoolean() ? "" : "=" + option.getValue().asText();
        arguments.add("--" + option.getKey() + value);
      }
      // What a step makes depends on its own settings and on all before it, never on where the folders are.
      before.append(step.getKey()).append(own).append('\n');
      if (run(step.getKey(), arguments, before.toString()) != 0) {
        System.err.println(step.getKey() + " failed; run the same command again to resume");
        return 1;
      }
      if (step.getKey().equals(until)) {
        break;
      }
    }
    return 0;
  }

  private int run(String name, List<String> arguments, String settings) throws IOException {
    Path done = work.resolve(name + ".done");
    if (Files.exists(done) && Files.readString(done).equals(settings)) {
      System.err.println(name + ": done before");
      return 0;
    }
    System.err.println(name + ": " + String.join(" ", arguments));
    int status = Main.commandLine().execute(arguments.toArray(String[]::new));
    if (status == 0) {
      WholeFile.write(done, settings.getBytes(StandardCharsets.UTF_8));
    }
    return status;
  }

  /** Each step with the folders that it reads and writes. */
  private Map<String, List<String>> fixed() {
    String corpus = work.resolve("corpus").toString();
    String probes = work.resolve("probes").toString();
    String spectra = work.resolve("spectra").toString();
    String contents = work.resolve("contents").toString();
    String codes = work.resolve("codes").toString();
    String pretrain = work.resolve("pretrain").toString();
    String heads = work.resolve("heads").toString();
    String encoder = work.resolve("encoder").toString();
    String evaluation = work.resolve("evaluation").toString();
    Map<String, List<String>> steps = new LinkedHashMap<>();
    steps.put("corpus", List.of("corpus", "--projects", projects.toString(), "--out", corpus));
    steps.put("labels", List.of("labels", "--corpus", corpus));
    steps.put("probes", List.of("probes", "--corpus", corpus, "--out", probes));
    steps.put("probe-report",
        List.of("probe-report", "--corpus", corpus, "--probes", probes, "--out", probes + "/report.md"));
    steps.put("spectra", List.of("spectra", "--corpus", corpus, "--probes", probes, "--out", spectra));
    steps.put("contents", List.of("contents", "--corpus", corpus, "--out", contents));
    steps.put("codebooks", List.of("codebooks", "--spectra", spectra, "--probes", probes, "--out", codes));
    steps.put("pretrain", List.of("pretrain", "--codes", codes, "--out", pretrain));
    steps.put("heads", List.of("heads", "--codes", codes, "--pretrained", pretrain, "--out", heads));
    steps.put("encoder", List.of("encoder", "--codes", codes, "--out", encoder));
    steps.put("evaluate", List.of("evaluate", "--codes", codes, "--pretrained", pretrain, "--heads", heads, "--encoder",
        encoder, "--contents", contents, "--out", evaluation));
    steps.put("export", List.of("export", "--corpus", corpus, "--codes", codes, "--probes", probes, "--encoder",
        encoder, "--contents", contents, "--evaluation", evaluation, "--out", work.resolve("bundle").toString()));
    return steps;
  }
}
