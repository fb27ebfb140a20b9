package dev.assay.train.library;

import dev.assay.train.store.LineLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Every size that was measured, a line each in a file, so that a killed search goes on where it was. Thread-safe. */
final class SizeLog {
  private final LineLog log;
  private final Map<String, Long> sizes = new HashMap<>();

  SizeLog(Path file) throws IOException {
    this.log = new LineLog(file);
    for (String[] fields : log.read(3)) {
      sizes.put(fields[0] + "\t" + fields[1], Long.parseLong(fields[2]));
    }
  }

  /** The size of a source with arguments, in bytes, where it is known. */
  synchronized OptionalLong size(String source, List<String> arguments) {
    Long size = sizes.get(source + "\t" + String.join(" ", arguments));
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Adds a size. */
  synchronized void add(String source, List<String> arguments, long size) throws IOException {
    String words = String.join(" ", arguments);
    sizes.put(source + "\t" + words, size);
    log.add(source, words, Long.toString(size));
  }
}
