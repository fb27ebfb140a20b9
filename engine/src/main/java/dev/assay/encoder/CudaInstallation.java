package dev.assay.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Linux machine has of NVIDIA's driver and of CUDA, found by looking where the system's loader looks. Nothing is
 * loaded. Immutable.
 */
public final class CudaInstallation {
  /** The driver's library. */
  public static final String DRIVER = "libcuda.so.1";
  /** What ONNX Runtime's provider for CUDA 13 is linked with. */
  public static final List<String> LIBRARIES =
      List.of("libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13", "libcudnn.so.9");

  private static final List<String> USUAL_FOLDERS =
      List.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu", "lib64", "usr/lib64", "lib", "usr/lib");
  private static final Pattern DRIVER_VERSION = Pattern.compile("Kernel Module\\b.*?\\s(\\d+\\.\\d+(\\.\\d+)?)\\s");
  private static final Pattern LIBRARY_VERSION = Pattern.compile("\\.so\\.(\\d+\\.[0-9.]*\\d)$");

  private final Path root;
  private final List<Path> searched;
  private final List<Path> unsearched;

  private CudaInstallation(Path root, List<Path> searched, List<Path> unsearched) {
    this.root = root;
    this.searched = searched;
    this.unsearched = unsearched;
  }

  /** This machine's. */
  public static CudaInstallation ofThisMachine() {
    return in(Path.of("/"), System.getenv());
  }

  /**
   * That of the machine whose files are in a folder.
   *
   * @param environment of which LD_LIBRARY_PATH counts
   */
  static CudaInstallation in(Path root, Map<String, String> environment) {
    Set<Path> searched = new LinkedHashSet<>();
    for (String folder : environment.getOrDefault("LD_LIBRARY_PATH", "").split(":")) {
      if (!folder.isEmpty()) {
        searched.add(Path.of(folder));
      }
    }
    configured(root, root.resolve("etc/ld.so.conf"), searched);
    USUAL_FOLDERS.forEach(folder -> searched.add(root.resolve(folder)));
    List<Path> unsearched = new ArrayList<>();
    matches(root.resolve("usr/local"), "cuda*").forEach(cuda -> unsearched.add(cuda.resolve("lib64")));
    return new CudaInstallation(root, List.copyOf(searched), unsearched);
  }

  /** The folders that a file of the loader names, and those that files do which it includes. */
  private static void configured(Path root, Path file, Set<Path> folders) {
    List<String> lines;
    try {
      lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException | UncheckedIOException e) {
      return; // the loader does without, too
    }
    for (String line : lines) {
      String words = line.replaceFirst("#.*", "").strip();
      if (words.startsWith("include ")) {
        Path pattern = root.resolve(words.substring("include ".length()).strip().replaceFirst("^/", ""));
        matches(pattern.getParent(), pattern.getFileName().toString())
            .forEach(included -> configured(root, included, folders));
      } else if (words.startsWith("/")) {
        folders.add(root.resolve(words.substring(1)));
      }
    }
  }

  private static List<Path> matches(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, pattern)) {
      paths.forEach(found::add);
    } catch (IOException e) {
      return List.of(); // there is no such folder
    }
    found.sort(null);
    return found;
  }

  /** A library, where the loader finds it. */
  public Optional<Path> library(String name) {
    return first(searched, name);
  }

  /** A library that is there, but where the loader does not look. */
  public Optional<Path> misplaced(String name) {
    return library(name).isPresent() ? Optional.empty() : first(unsearched, name);
  }

  private static Optional<Path> first(List<Path> folders, String name) {
    return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst();
  }

  /** The version in a library's own file's name, for example {@code 13.0.96}; some do not tell. */
  public static Optional<String> version(Path library) {
    try {
      Matcher matcher = LIBRARY_VERSION.matcher(library.toRealPath().getFileName().toString());
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The version of the driver in the kernel, for example {@code 580.159.04}; none where no driver runs. */
  public Optional<String> driver() {
    Path file = root.resolve("proc/driver/nvidia/version");
    try {
      Matcher matcher = DRIVER_VERSION.matcher(Files.readString(file));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What the cards are called, as the driver tells. */
  public List<String> cards() {
    List<String> cards = new ArrayList<>();
    for (Path card : matches(root.resolve("proc/driver/nvidia/gpus"), "*")) {
      try (Stream<String> lines = Files.lines(card.resolve("information"))) {
        lines.filter(line -> line.startsWith("Model:")).map(line -> line.substring("Model:".length()).strip())
            .forEach(cards::add);
      } catch (IOException | UncheckedIOException e) {
        cards.add("a card that tells no name");
      }
    }
    return cards;
  }
}
