package dev.assay.intellij.core.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The user's settings, as far as the server is told them.
 *
 * @param probes whether probes are run and the best pipeline is looked for
 * @param index whether the project's functions are indexed
 * @param measure whether what passes leave of them is measured for the index, too
 * @param trusted whether compiler flags are taken from projects at all
 * @param objective what the smallest is judged by: {@code bytes} or {@code instructions}
 * @param allowCompiler which of the projects' own compilers may be run: patterns of paths
 * @param trace {@code off}, {@code messages} or {@code verbose}
 */
public record ServerSettings(boolean probes, boolean index, boolean measure, boolean trusted, String objective,
    List<String> allowCompiler, String trace) {
  /** The settings until the user changes them: no compiler may be run. */
  public static final ServerSettings DEFAULT = new ServerSettings(true, true, false, true, "bytes", List.of(), "off");

  /** Copies the list. */
  public ServerSettings {
    allowCompiler = List.copyOf(allowCompiler);
  }

  /** As the server reads them; see its {@code docs/protocol.md}. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.add("probe", object("enabled", probes));
    JsonObject indexed = object("enabled", index);
    indexed.addProperty("measure", measure);
    json.add("index", indexed);
    JsonObject traced = new JsonObject();
    traced.addProperty("server", trace);
    json.add("trace", traced);
    json.addProperty("objective", objective);
    json.addProperty("workspaceTrusted", trusted);
    JsonArray patterns = new JsonArray();
    allowCompiler.forEach(patterns::add);
    json.add("allowCompiler", patterns);
    return json;
  }

  private static JsonObject object(String name, boolean value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }
}
