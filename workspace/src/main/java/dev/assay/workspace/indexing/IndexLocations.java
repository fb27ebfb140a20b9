package dev.assay.workspace.indexing;

import dev.assay.index.open.FunctionIndexes;
import dev.assay.pool.CacheFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where indexes are in the user's cache folder, and of which folders. Beside each index, {@code folders.txt} names its
 * folders, one a line, so that the index of a file can be found.
 */
public final class IndexLocations {
  private static final String FOLDERS = "folders.txt";
  private static final long MOST_BYTES = 1 << 20;

  private IndexLocations() {}

  /**
   * The folder of the index of a workspace, whether there is one yet or not.
   *
   * @param workspaceFolders at least one
   * @throws IOException when the cache folder cannot be made
   */
  public static Path of(List<Path> workspaceFolders) throws IOException {
    return FunctionIndexes.folderFor(CacheFolder.get(), workspaceFolders);
  }

  /**
   * The folder of the index of a workspace that is going to be written, made when missing; notes there of which folders
   * it is.
   *
   * @param workspaceFolders at least one
   * @throws IOException when the cache folder cannot be written
   */
  public static Path make(List<Path> workspaceFolders) throws IOException {
    Path location = Files.createDirectories(of(workspaceFolders));
    Files.write(location.resolve(FOLDERS),
        workspaceFolders.stream().map(folder -> folder.toAbsolutePath().normalize().toString()).toList());
    return location;
  }

  /**
   * The index that a file is in, as far as its folder tells: of those whose folders hold the file, the one with the
   * nearest folder, and of these the one with fewest folders.
   *
   * @throws IOException when the cache folder cannot be read
   */
  public static Optional<Path> holding(Path file) throws IOException {
    Path wanted = file.toAbsolutePath().normalize();
    Path indexes = CacheFolder.get().resolve("index");
    List<Candidate> candidates = new ArrayList<>();
    try (Stream<Path> locations = Files.list(indexes)) {
      for (Path location : locations.sorted().toList()) {
        List<Path> folders = folders(location);
        folders.stream().filter(wanted::startsWith).mapToInt(Path::getNameCount).max()
            .ifPresent(depth -> candidates.add(new Candidate(location, depth, folders.size())));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty(); // nothing has been indexed yet
    }
    return candidates.stream()
        .min(Comparator.comparingInt(Candidate::depth).reversed().thenComparingInt(Candidate::folders))
        .map(Candidate::location);
  }

  private record Candidate(Path location, int depth, int folders) {}

  private static List<Path> folders(Path location) throws IOException {
    Path list = location.resolve(FOLDERS);
    if (!Files.isRegularFile(list) || Files.size(list) > MOST_BYTES) {
      return List.of();
    }
    List<Path> folders = new ArrayList<>();
    // Not Files.readAllLines, which refuses a file for one byte that is no UTF-8.
    for (String line : new String(Files.readAllBytes(list), StandardCharsets.UTF_8).lines().toList()) {
      try {
        folders.add(Path.of(line));
      } catch (InvalidPathException e) {
        // Somebody else wrote there; that line names no folder.
      }
    }
    return folders;
  }
}
