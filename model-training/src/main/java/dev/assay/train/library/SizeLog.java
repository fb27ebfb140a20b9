package dev.assay.train.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Every size that was measured, a line each in a file, so that a killed search goes on where it was. Thread-safe. */
final class SizeLog {
  private final Path file;
  private final Map<String, Long> sizes = new HashMap<>();

  SizeLog(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (whole.length() < text.length()) {
        Files.writeString(file, whole); // a kill cut the last line off
      }
      whole.lines().map(line -> line.split("\t", -1)).filter(fields -> fields.length == 3)
          .forEach(fields -> sizes.put(fields[0] + "\t" + fields[1], Long.parseLong(fields[2])));
    }
  }

  /** The size of a source with arguments, in bytes, where it is known. */
  synchronized OptionalLong size(String source, List<String> arguments) {
    Long size = sizes.get(source + "\t" + String.join(" ", arguments));
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Adds a size. */
  synchronized void add(String source, List<String> arguments, long size) throws IOException {
    String key = source + "\t" + String.join(" ", arguments);
    sizes.put(key, size);
    Files.writeString(file, key + "\t" + size + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
