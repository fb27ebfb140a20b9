package dev.assay.clang;

import dev.assay.process.ScratchFolder;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The precompiled preambles of files that are edited, so that their headers are not read again for each text. A few are
 * kept, those used last, in a folder that goes with the process. Thread-safe.
 *
 * <p>What is here has been seen to give the same as without it; {@link Precompiler} puts it here.
 */
public final class Preambles implements AutoCloseable {
  /** Of a file there are two or three. Each is some megabytes. */
  private static final int KEPT = 12;
  private static final String FOLDER = "assay-preambles";

  private final Map<Key, Preamble> ready = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, byte[]> useless = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Key> claimed = new HashSet<>();
  private ScratchFolder folder;
  private int made;
  private boolean closed;

  /**
   * What a preamble depends on besides its text and its headers.
   *
   * @param file the source
   * @param macros a level: those with the same macros share a preamble
   * @param identity language, folder and flags
   */
  record Key(Path file, String macros, List<String> identity) {
    static Key of(SourceFile source, String level) {
      return new Key(source.path(), sameMacros(level), CCompiler.identity(source, List.of()));
    }
  }

  /** The first of the levels that define the same macros: clang takes a preamble for another level with the same. */
  static String sameMacros(String level) {
    return switch (level) {
      case "-O2", "-O3" -> "-O1";
      case "-Os" -> "-Oz";
      default -> level;
    };
  }

  /** What can be read before the rest of a source's text. */
  Optional<Preamble> find(SourceFile source, String level) {
    synchronized (this) {
      if (ready.isEmpty()) {
        return Optional.empty();
      }
    }
    Key key = Key.of(source, level);
    Preamble found;
    synchronized (this) {
      found = ready.get(key);
    }
    if (found == null || !found.isOf(CSource.withoutLineMarkers(source.content()))) {
      return Optional.empty();
    }
    if (!found.stamps().isCurrent()) {
      remove(key, found);
      return Optional.empty();
    }
    return Optional.of(found);
  }

  /** Whether somebody is to make a preamble, which is who asks: it is not there and did not turn out to be useless. */
  synchronized boolean claim(Key key, byte[] preamble) {
    Preamble known = ready.get(key);
    return !closed && (known == null || !Arrays.equals(known.text(), preamble))
        && !Arrays.equals(useless.get(key), preamble) && claimed.add(key);
  }

  /** Who made a claim is done. */
  synchronized void release(Key key) {
    claimed.remove(key);
  }

  /** Where to write the next one. */
  synchronized Path nextFile() throws IOException {
    if (closed) {
      throw new IOException("preambles are not kept any more");
    }
    if (folder == null) {
      folder = ScratchFolder.create(Path.of(System.getProperty("java.io.tmpdir")), FOLDER);
    }
    return folder.path().resolve(++made + ".pch");
  }

  synchronized void put(Key key, Preamble preamble) {
    Preamble before = closed ? preamble : ready.put(key, preamble);
    if (before != null) {
      delete(before);
    }
    for (Iterator<Preamble> eldest = ready.values().iterator(); ready.size() > KEPT;) {
      delete(eldest.next());
      eldest.remove();
    }
  }

  /** Remembers that a preamble does not help. */
  synchronized void putUseless(Key key, byte[] preamble) {
    useless.put(key, preamble);
    for (Iterator<byte[]> eldest = useless.values().iterator(); useless.size() > KEPT;) {
      eldest.next();
      eldest.remove();
    }
  }

  private synchronized void remove(Key key, Preamble preamble) {
    if (ready.remove(key, preamble)) {
      delete(preamble);
    }
  }

  static void delete(Preamble preamble) {
    try {
      Files.deleteIfExists(preamble.file());
    } catch (IOException e) {
      // It goes with its folder.
    }
  }

  /** Removes all of them. */
  @Override
  public synchronized void close() {
    closed = true;
    ready.clear();
    if (folder != null) {
      try {
        folder.close();
      } catch (IOException e) {
        // The next process removes what is left.
      }
    }
  }
}
