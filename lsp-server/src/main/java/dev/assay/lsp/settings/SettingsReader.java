package dev.assay.lsp.settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.assay.advice.Objective;
import dev.assay.encoder.Device;
import dev.assay.tune.Tested;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads settings as clients send them: nested ({@code {"probe":{"enabled":true}}}) or with dotted names, inside an
 * {@code assay} object or without it. What is unknown or out of range is reported and left as it was.
 */
public final class SettingsReader {
  private static final String ALLOW_COMPILER = "allowCompiler";
  /** What the initialization options alone can say, which has methods of its own, or clients start the server by. */
  private static final Set<String> NOT_SETTINGS =
      Set.of("workspaceTrusted", ALLOW_COMPILER, "java.home", "java.options", "server.home", "gpuRuntime");
  private static final Set<String> TRACES = Set.of("off", "messages", "verbose");

  private final Consumer<String> problems;
  private int debounceMillis;
  private int workers;
  private Objective objective;
  private boolean probesEnabled;
  private int probeTimeoutMillis;
  private int unitTimeoutSeconds;
  private int memoryLimitMegabytes;
  private Device device;
  private boolean indexEnabled;
  private String indexLocation;
  private int indexMaxCpu;
  private boolean indexMeasures;
  private int similarMinInstructions;
  private int similarLimit;
  private boolean codeLenses;
  private boolean inlayHints;
  private Tested tuneRequired;
  private String trace;

  private SettingsReader(Settings before, Consumer<String> problems) {
    this.problems = problems;
    this.debounceMillis = before.debounceMillis();
    this.workers = before.workers();
    this.objective = before.objective();
    this.probesEnabled = before.probesEnabled();
    this.probeTimeoutMillis = before.probeTimeoutMillis();
    this.unitTimeoutSeconds = before.unitTimeoutSeconds();
    this.memoryLimitMegabytes = before.memoryLimitMegabytes();
    this.device = before.device();
    this.indexEnabled = before.index().enabled();
    this.indexLocation = before.index().location();
    this.indexMaxCpu = before.index().maxCpu();
    this.indexMeasures = before.index().measure();
    this.similarMinInstructions = before.index().minInstructions();
    this.similarLimit = before.index().limit();
    this.codeLenses = before.lens().codeLenses();
    this.tuneRequired = before.tuneRequired();
    this.inlayHints = before.lens().inlayHints();
    this.trace = before.trace();
  }

  /**
   * The settings with those changed that the JSON names.
   *
   * @param json a client's answer; anything but an object changes nothing
   * @param problems is told, in sentences, what is ignored
   */
  public static Settings read(JsonElement json, Settings before, Consumer<String> problems) {
    SettingsReader reader = new SettingsReader(before, problems);
    if (json instanceof JsonObject object) {
      JsonElement inner = object.get("assay");
      reader.readObject("", inner instanceof JsonObject own ? own : object);
    }
    return new Settings(reader.debounceMillis, reader.workers, reader.objective, reader.probesEnabled,
        reader.probeTimeoutMillis, reader.unitTimeoutSeconds, reader.memoryLimitMegabytes, reader.device,
        new IndexSettings(reader.indexEnabled, reader.indexLocation, reader.indexMaxCpu, reader.indexMeasures,
            reader.similarMinInstructions, reader.similarLimit),
        new LensSettings(reader.codeLenses, reader.inlayHints), reader.tuneRequired, reader.trace);
  }

  /** Whether the initialization options let flags be taken from the workspace; true unless they say otherwise. */
  public static boolean isTrusted(JsonElement json) {
    if (!(json instanceof JsonObject object)) {
      return true;
    }
    JsonObject own = object.get("assay") instanceof JsonObject inner ? inner : object;
    for (JsonObject place : List.of(object, own)) {
      for (String name : List.of("workspaceTrusted", "assay.workspaceTrusted")) {
        // Anything but a plain "true" is a no: that is the cautious reading.
        if (place.has(name) && !place.get(name).equals(new JsonPrimitive(true))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Which of the project's own compilers may be run: the patterns of {@code assay.allowCompiler}.
   *
   * @param problems is told, in a sentence, what is ignored
   * @return empty where the JSON does not say
   */
  public static Optional<List<String>> allowedCompilers(JsonElement json, Consumer<String> problems) {
    if (!(json instanceof JsonObject object)) {
      return Optional.empty();
    }
    JsonObject own = object.get("assay") instanceof JsonObject inner ? inner : object;
    for (JsonObject place : List.of(object, own)) {
      for (String name : List.of(ALLOW_COMPILER, "assay." + ALLOW_COMPILER)) {
        if (place.has(name) && !place.get(name).isJsonNull()) {
          return patterns(place.get(name), problems);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<List<String>> patterns(JsonElement value, Consumer<String> problems) {
    List<String> patterns = new ArrayList<>();
    boolean isList = value instanceof JsonArray;
    for (JsonElement pattern : isList ? value.getAsJsonArray() : new JsonArray()) {
      isList &= pattern instanceof JsonPrimitive primitive && primitive.isString();
      patterns.add(isList ? pattern.getAsString() : "");
    }
    if (!isList) {
      problems.accept("the setting assay.allowCompiler needs a list of patterns of paths; no compiler is allowed");
    }
    return isList ? Optional.of(List.copyOf(patterns)) : Optional.empty();
  }

  private void readObject(String prefix, JsonObject object) {
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      String name = prefix + entry.getKey();
      name = name.startsWith("assay.") ? name.substring("assay.".length()) : name;
      if (entry.getValue() instanceof JsonObject inner) {
        readObject(name + ".", inner);
      } else if (!entry.getValue().isJsonNull() && !NOT_SETTINGS.contains(name)) {
        readValue(name, entry.getValue());
      }
    }
  }

  private void readValue(String name, JsonElement value) {
    switch (name) {
      case "debounceMillis" -> debounceMillis = number(name, value, 0, 60_000, debounceMillis);
      case "workers" -> workers = number(name, value, 1, 256, workers);
      case "objective" -> objective = objective(name, value, objective);
      case "probe.enabled" -> probesEnabled = truth(name, value, probesEnabled);
      case "probe.timeoutMillis" -> probeTimeoutMillis = number(name, value, 10, 600_000, probeTimeoutMillis);
      case "unitTimeoutSeconds" -> unitTimeoutSeconds = number(name, value, 1, 3600, unitTimeoutSeconds);
      case "memoryLimitMegabytes" -> memoryLimitMegabytes = number(name, value, 256, 1 << 20, memoryLimitMegabytes);
      case "device" -> device = device(name, value, device);
      case "index.enabled" -> indexEnabled = truth(name, value, indexEnabled);
      case "index.location" -> indexLocation = text(name, value, indexLocation);
      case "index.maxCpu" -> indexMaxCpu = number(name, value, 1, 100, indexMaxCpu);
      case "index.measure" -> indexMeasures = truth(name, value, indexMeasures);
      case "similar.minInstructions" ->
        similarMinInstructions = number(name, value, 0, Integer.MAX_VALUE, similarMinInstructions);
      case "similar.limit" -> similarLimit = number(name, value, 1, 1000, similarLimit);
      case "codeLens.enabled" -> codeLenses = truth(name, value, codeLenses);
      case "inlayHints.enabled" -> inlayHints = truth(name, value, inlayHints);
      case "tune.require" -> tuneRequired = tested(name, value, tuneRequired);
      case "trace.server" -> trace = trace(name, value, trace);
      default -> problems.accept("there is no setting assay." + name + "; it is ignored");
    }
  }

  private int number(String name, JsonElement value, int least, int most, int before) {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (number == Math.rint(number) && number >= least && number <= most) {
        return (int) number;
      }
    }
    return refuse(name, value, "a whole number from " + least + " to " + most, before);
  }

  private boolean truth(String name, JsonElement value, boolean before) {
    return value instanceof JsonPrimitive primitive && primitive.isBoolean() ? primitive.getAsBoolean()
        : refuse(name, value, "true or false", before);
  }

  private String text(String name, JsonElement value, String before) {
    return value instanceof JsonPrimitive primitive && primitive.isString() ? primitive.getAsString()
        : refuse(name, value, "a string", before);
  }

  private Device device(String name, JsonElement value, Device before) {
    Optional<Device> wanted =
        value instanceof JsonPrimitive primitive ? Device.labelled(primitive.getAsString()) : Optional.empty();
    return wanted.isPresent() ? wanted.get()
        : Device.labelled(refuse(name, value, "auto, cpu or cuda", before.label())).orElse(before);
  }

  private Objective objective(String name, JsonElement value, Objective before) {
    String word = value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    return switch (word) {
      case "bytes" -> Objective.BYTES;
      case "instructions" -> Objective.INSTRUCTIONS;
      default -> {
        refuse(name, value, "bytes or instructions", before.name().toLowerCase(Locale.ROOT));
        yield before;
      }
    };
  }

  private Tested tested(String name, JsonElement value, Tested before) {
    String word = value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    List<String> words = Arrays.stream(Tested.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    return words.contains(word) ? Tested.valueOf(word.toUpperCase(Locale.ROOT))
        : refuse(name, value, "one of " + String.join(", ", words), before);
  }

  private String trace(String name, JsonElement value, String before) {
    return value instanceof JsonPrimitive primitive && TRACES.contains(primitive.getAsString())
        ? primitive.getAsString() : refuse(name, value, "off, messages or verbose", before);
  }

  private <T> T refuse(String name, JsonElement value, String wanted, T before) {
    String text = value.toString();
    problems.accept("the setting assay." + name + " needs " + wanted + ", not "
        + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + "; it stays " + before);
    return before;
  }
}
