package dev.assay.pool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers, in the cache folder, where the jars of LLVM on the class path were unpacked to. JavaCPP would find that
 * out anew in each process, by reading through the index of a jar of 140 MB; that takes longer than compiling a file.
 *
 * @param file where it is kept; empty where the cache folder is not available
 * @param jars path, size and time of each of the jars: others, or newer ones, are unpacked anew
 */
record UnpackedFolder(Optional<Path> file, List<String> jars) {
  private static final String NAME = "llvm-unpacked-";

  /** What is remembered for this process's class path. */
  static UnpackedFolder ofClassPath() {
    List<String> paths = new ArrayList<>();
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      File jar = new File(entry);
      if (jar.getName().startsWith("llvm-") && jar.isFile()) {
        paths.add(jar.getAbsolutePath());
        jars.add(jar.getAbsolutePath() + "\t" + jar.length() + "\t" + jar.lastModified());
      }
    }
    try {
      // For each class path one: an editor's copy of Assay and the command line's would forget each other's.
      String name = NAME + Integer.toHexString(String.join("\n", paths).hashCode()) + ".txt";
      return new UnpackedFolder(Optional.of(CacheFolder.get().resolve(name)), jars);
    } catch (IOException e) {
      return new UnpackedFolder(Optional.empty(), jars);
    }
  }

  /** The folder that was remembered for these jars. */
  Optional<Path> folder() {
    if (jars.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file.get(), StandardCharsets.UTF_8);
      boolean isOfThese = lines.size() == jars.size() + 1 && lines.subList(1, lines.size()).equals(jars);
      return isOfThese ? Optional.of(Path.of(lines.getFirst())) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // it is found the long way, and remembered then
    }
  }

  /** Remembers a folder; a cache folder that cannot be written costs time at the next start, nothing else. */
  void remember(Path folder) {
    if (jars.isEmpty() || file.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of(folder.toString()));
    lines.addAll(jars);
    try {
      Path half = Files.createTempFile(file.get().getParent(), NAME, ".tmp");
      try {
        Files.write(half, lines, StandardCharsets.UTF_8);
        Files.move(half, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      // Said above.
    }
  }
}
