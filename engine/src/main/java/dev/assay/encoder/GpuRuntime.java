package dev.assay.encoder;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A folder with ONNX Runtime's libraries for NVIDIA GPUs: those of {@code org.bytedeco:onnxruntime}, classifier
 * {@code linux-x86_64-gpu}, of the release that Assay has for the processor. All else, Java's way into them too, is
 * Assay's own. Immutable; may not exist.
 *
 * @param folder where the libraries are, or would be
 */
public record GpuRuntime(Path folder) {
  /** The environment variable that names the folder where nothing else does. */
  public static final String VARIABLE = "ASSAY_GPU_RUNTIME";
  /** What the folder is called beside Assay's own jars. */
  public static final String FOLDER = "gpu";

  /** ONNX Runtime itself; it looks for the other two where it is. */
  static final String RUNTIME = "libonnxruntime.so.1";
  /** What it computes on GPUs with. */
  static final String PROVIDER = "libonnxruntime_providers_cuda.so";

  private static final List<String> LIBRARIES = List.of(RUNTIME, PROVIDER, "libonnxruntime_providers_shared.so");
  private static final AtomicReference<Optional<GpuRuntime>> CHOSEN = new AtomicReference<>(Optional.empty());

  /**
   * The one that is named; else the one that the environment names; else the one beside Assay's jars.
   *
   * @param named a folder that a user names
   */
  public static GpuRuntime of(Optional<Path> named, Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "");
    return new GpuRuntime(
        named.orElseGet(() -> variable.isBlank() ? besideJars() : Path.of(variable)).toAbsolutePath());
  }

  /** Jars lie in {@code lib/}; classes that are run as a build left them have nothing beside them. */
  private static Path besideJars() {
    try {
      CodeSource source = GpuRuntime.class.getProtectionDomain().getCodeSource();
      Path home = source == null ? null : Path.of(source.getLocation().toURI()).resolveSibling("..").normalize();
      return home == null ? Path.of(FOLDER) : home.resolve(FOLDER);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Assay's own jar has a strange address", e);
    }
  }

  /**
   * Makes this the one that encoders of this process are opened with. ONNX Runtime is loaded once in a process: what is
   * chosen after the first encoder was opened changes nothing.
   */
  public void choose() {
    CHOSEN.set(Optional.of(this));
  }

  /** From now on, none is chosen; encoders that are opened first after this have the processor alone. */
  public static void chooseNone() {
    CHOSEN.set(Optional.empty());
  }

  static Optional<GpuRuntime> chosen() {
    return CHOSEN.get();
  }

  /** The names of the libraries that are not there; none, if it can be used. */
  public List<String> missing() {
    return LIBRARIES.stream().filter(name -> !Files.isRegularFile(folder.resolve(name))).toList();
  }

  /** Why it cannot be used, as the rest of a sentence that begins with "since", or nothing. */
  Optional<String> flaw() {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(missing.size() == LIBRARIES.size() ? "there are no libraries for a GPU in " + folder
        : folder + " lacks " + String.join(" and ", missing));
  }

  Path library(String name) {
    return folder.resolve(name);
  }
}
