package dev.assay.cc.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of each object, a JSON line each, in a file of limited size. Thread-safe. */
public final class Journal {
  private static final long LIMIT_BYTES = 64L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /**
   * A function of an object.
   *
   * @param own bytes in the compiler's object; -1 where it is not there
   * @param now bytes in the object that the build has; -1 where it is not there
   */
  public record FunctionBytes(String name, long own, long now) {}

  /**
   * What became of an object.
   *
   * @param object absolute
   * @param source absolute
   * @param compiler as the command names it
   * @param level the build's own
   * @param how how the object was made; empty where the compiler's own stayed
   * @param tested what is known of code made so; empty where the compiler's own stayed
   * @param reason why the compiler's own stayed; empty where it did not
   * @param ownCode bytes of code in the compiler's object
   * @param code bytes of code in the object that the build has
   * @param ownLoaded bytes that are loaded of the compiler's object
   * @param loaded bytes that are loaded of the object that the build has
   * @param cached whether it was in the cache
   * @param millis from the request to the answer
   */
  public record Line(String object, String source, String compiler, String level, String how, String tested,
      String reason, long ownCode, long code, long ownLoaded, long loaded, boolean cached, long millis,
      List<FunctionBytes> functions) {}

  /** A journal in a file. */
  public Journal(Path file) {
    this.file = file;
  }

  /**
   * Adds a line.
   *
   * @throws IOException when it cannot be written
   */
  public synchronized void add(Line line) throws IOException {
    if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
      rewrite();
    }
    byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The last line of each object, in the order of these lines; lines that are cut off are left out. */
  public Collection<Line> read() throws IOException {
    Map<String, Line> lines = new LinkedHashMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        try {
          Line line = JSON.readValue(text, Line.class);
          lines.remove(line.object());
          lines.put(line.object(), line);
        } catch (JsonProcessingException e) {
          // A daemon was killed while it wrote.
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return lines.values();
  }

  /** Leaves the newer half of what counts. */
  private void rewrite() throws IOException {
    List<Line> lines = new ArrayList<>(read());
    Path half = Files.createTempFile(file.toAbsolutePath().getParent(), "journal", ".tmp");
    List<String> texts = new ArrayList<>();
    for (Line line : lines.subList(lines.size() / 2, lines.size())) {
      texts.add(JSON.writeValueAsString(line));
    }
    Files.write(half, texts);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
