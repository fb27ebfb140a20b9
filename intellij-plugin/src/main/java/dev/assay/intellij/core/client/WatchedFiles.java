package dev.assay.intellij.core.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.Unregistration;

/** The files on disk that the server wants to hear of, by the glob patterns that it has registered. Thread-safe. */
public final class WatchedFiles {
  private static final String METHOD = "workspace/didChangeWatchedFiles";

  private final Map<String, List<PathMatcher>> byId = new ConcurrentHashMap<>();

  /** Whether the server wants to be told when this file, an absolute path, is created, changed or deleted. */
  public boolean matches(Path file) {
    return byId.values().stream().flatMap(List::stream).anyMatch(matcher -> matcher.matches(file));
  }

  /**
   * Takes what the server registers, if it is about files.
   *
   * @throws IllegalArgumentException where a pattern is malformed
   */
  void register(Registration registration) {
    if (!METHOD.equals(registration.getMethod())) {
      return;
    }
    List<PathMatcher> matchers = new ArrayList<>();
    if (registration.getRegisterOptions() instanceof JsonObject options
        && options.get("watchers") instanceof JsonArray watchers) {
      for (JsonElement watcher : watchers) {
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern(watcher)));
      }
    }
    byId.put(registration.getId(), List.copyOf(matchers));
  }

  /** A plain pattern; patterns relative to a folder are only sent to clients that announce support for them. */
  private static String pattern(JsonElement watcher) {
    if (watcher instanceof JsonObject object && object.get("globPattern") instanceof JsonPrimitive glob) {
      return glob.getAsString();
    }
    throw new IllegalArgumentException("no pattern: " + watcher);
  }

  void unregister(Unregistration unregistration) {
    byId.remove(unregistration.getId());
  }

  /** Forgets all: the server is gone. */
  void clear() {
    byId.clear();
  }
}
