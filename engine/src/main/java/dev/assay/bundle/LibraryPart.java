package dev.assay.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.build.Level;
import dev.assay.tune.FunctionAttributeCatalogue;
import dev.assay.tune.FunctionPassCatalogue;
import dev.assay.tune.FunctionPipeline;
import dev.assay.tune.Library;
import dev.assay.tune.LibraryEntry;
import dev.assay.tune.OptionCatalogue;
import dev.assay.tune.OptionPool;
import dev.assay.tune.Vetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code library.json}. An entry or a pool with an option, or a pipeline with a pass or an attribute, that is
 * not in its catalogue makes the part unfit. */
public final class LibraryPart {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_ALLOWED = "', which is none that a library may have";

  private LibraryPart() {}

  /**
   * The library in a file that is no part of a bundle yet.
   *
   * @throws BundleException when it does not fit; the message says why
   */
  public static Library inFile(Path file) throws IOException {
    try {
      return read(file.toString(), JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new BundleException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static Library read(String label, JsonNode library) throws BundleException {
    String part = label + ": library.json";
    if (!library.path("entries").isArray()) {
      throw new BundleException(part + " has no list 'entries'");
    }
    List<LibraryEntry> entries = new ArrayList<>();
    for (JsonNode node : library.get("entries")) {
      String id = id(part, node);
      Level level = Level.ofFlag(node.path("level").asText()).orElseThrow(
          () -> new BundleException(part + ": entry " + id + " has the level '" + node.path("level").asText() + "'"));
      entries.add(new LibraryEntry(id, level, options(part, "entry " + id, node), targets(node), vetting(node)));
    }
    List<OptionPool> pools = new ArrayList<>();
    for (JsonNode node : library.path("pools")) {
      String id = id(part, node);
      pools.add(new OptionPool(id, options(part, "pool " + id, node), targets(node), vetting(node)));
    }
    List<FunctionPipeline> pipelines = new ArrayList<>();
    for (JsonNode node : library.path("pipelines")) {
      pipelines.add(pipeline(part, node));
    }
    try {
      return new Library(entries, pools, pipelines);
    } catch (IllegalArgumentException e) {
      throw new BundleException(part + ": " + e.getMessage(), e);
    }
  }

  private static String id(String part, JsonNode node) throws BundleException {
    String id = node.path("id").asText();
    if (!id.matches("[A-Za-z0-9_.-]+")) {
      throw new BundleException(part + " has an entry without an id");
    }
    return id;
  }

  private static Vetting vetting(JsonNode node) {
    JsonNode vetting = node.path("vetting");
    return new Vetting(Math.max(0, vetting.path("randomPrograms").asInt()),
        Math.max(0, vetting.path("suites").asInt()));
  }

  private static FunctionPipeline pipeline(String part, JsonNode node) throws BundleException {
    String id = id(part, node);
    String passes = node.path("passes").asText();
    List<String> attributes = new ArrayList<>();
    node.path("attributes").forEach(attribute -> attributes.add(attribute.asText()));
    if (!passes.isEmpty() || attributes.isEmpty()) {
      Optional<String> unknown = FunctionPassCatalogue.standard().unknown(passes);
      if (unknown.isPresent()) {
        throw new BundleException(part + ": pipeline " + id + " has the pass '" + unknown.get() + NOT_ALLOWED);
      }
    }
    Optional<String> unknown = FunctionAttributeCatalogue.unknown(attributes);
    if (unknown.isPresent()) {
      throw new BundleException(part + ": pipeline " + id + " has the attribute '" + unknown.get() + NOT_ALLOWED);
    }
    return new FunctionPipeline(id, passes, attributes, targets(node), vetting(node));
  }

  private static List<String> options(String part, String whose, JsonNode node) throws BundleException {
    List<String> options = new ArrayList<>();
    for (JsonNode option : node.path("options")) {
      if (OptionCatalogue.standard().find(option.asText()).isEmpty()) {
        throw new BundleException(part + ": " + whose + " has the option '" + option.asText() + NOT_ALLOWED);
      }
      options.add(option.asText());
    }
    return options;
  }

  private static Set<String> targets(JsonNode node) {
    Set<String> targets = new LinkedHashSet<>();
    node.path("targets").forEach(target -> targets.add(target.asText()));
    return targets;
  }
}
