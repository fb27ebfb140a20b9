package dev.assay.intellij.core.server;

import com.google.gson.JsonObject;

/**
 * The user's settings, as far as the server is told them.
 *
 * @param probes whether probes are run and the best pipeline is looked for
 * @param index whether the project's functions are indexed
 * @param trusted whether compiler flags are taken from projects at all
 * @param trace {@code off}, {@code messages} or {@code verbose}
 */
public record ServerSettings(boolean probes, boolean index, boolean trusted, String trace) {
  /** As the server reads them; see its {@code docs/protocol.md}. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.add("probe", object("enabled", probes));
    json.add("index", object("enabled", index));
    JsonObject traced = new JsonObject();
    traced.addProperty("server", trace);
    json.add("trace", traced);
    json.addProperty("workspaceTrusted", trusted);
    return json;
  }

  private static JsonObject object(String name, boolean value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }
}
