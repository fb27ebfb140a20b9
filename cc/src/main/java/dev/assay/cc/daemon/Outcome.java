package dev.assay.cc.daemon;

import dev.assay.cc.object.ElfObject;
import dev.assay.cc.store.Journal;
import dev.assay.cc.tuning.ObjectMaker.SmallObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of an object, when the compiler's is still in its place.
 *
 * @param small the object that replaces it; empty where it stays
 * @param reason why it stays
 */
record Outcome(Path object, Path source, String compiler, String level, Optional<SmallObject> small, boolean isCached,
    String reason, long millis) {
  /** As a line of the journal; empty where the compiler's object cannot be read. */
  Optional<Journal.Line> line() throws IOException {
    if (!Files.isRegularFile(object)) {
      return Optional.empty();
    }
    Optional<ElfObject> own = ElfObject.read(Files.readAllBytes(object));
    if (own.isEmpty()) {
      return Optional.empty();
    }
    ElfObject now = small.flatMap(made -> ElfObject.read(made.bytes())).orElse(own.get());
    return Optional.of(new Journal.Line(object.toString(), source.toString(), compiler, level,
        small.map(SmallObject::how).orElse(""), small.map(SmallObject::tested).orElse(""), reason, own.get().code(),
        now.code(), own.get().loaded(), now.loaded(), isCached, millis, functions(own.get(), now)));
  }

  /** Those whose sizes differ. */
  private static List<Journal.FunctionBytes> functions(ElfObject own, ElfObject now) {
    Map<String, Long> before = sizes(own);
    Map<String, Long> after = sizes(now);
    List<Journal.FunctionBytes> functions = new ArrayList<>();
    for (Map.Entry<String, Long> function : before.entrySet()) {
      long bytes = after.getOrDefault(function.getKey(), -1L);
      if (bytes != function.getValue()) {
        functions.add(new Journal.FunctionBytes(function.getKey(), function.getValue(), bytes));
      }
    }
    for (Map.Entry<String, Long> function : after.entrySet()) {
      if (!before.containsKey(function.getKey())) {
        functions.add(new Journal.FunctionBytes(function.getKey(), -1, function.getValue()));
      }
    }
    functions.sort((a, b) -> a.name().compareTo(b.name()));
    return functions;
  }

  private static Map<String, Long> sizes(ElfObject object) {
    Map<String, Long> sizes = new HashMap<>();
    object.functions().forEach(function -> sizes.merge(function.name(), function.bytes(), Long::sum));
    return sizes;
  }
}
