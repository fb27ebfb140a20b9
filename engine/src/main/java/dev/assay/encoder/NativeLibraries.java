package dev.assay.encoder;

import ai.onnxruntime.OrtEnvironment;
import dev.assay.pool.CacheFolder;
import dev.assay.process.ScratchFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Unpacks ONNX Runtime's libraries once, into the cache folder. Left to itself, ONNX Runtime unpacks them anew for each
 * process, CUDA's too, and litters the temporary folder.
 */
final class NativeLibraries {
  private static final String PROPERTY = "onnxruntime.native.path";
  private static final String RUNTIME_PROPERTY = "onnxruntime.native.onnxruntime.path";
  private static final String JAVA_PROPERTY = "onnxruntime.native.onnxruntime4j_jni.path";
  private static final String JAVA_LIBRARY = "libonnxruntime4j_jni.so";

  private static Optional<GpuRuntime> forGpu = Optional.empty();

  private NativeLibraries() {}

  /**
   * Makes ONNX Runtime load what is unpacked, or what was chosen for a GPU with Java's way into it out of the jar;
   * where that is not possible, all stays as it is.
   *
   * @return what it loads for a GPU, if it does
   */
  static synchronized Optional<GpuRuntime> prepare() {
    if (System.getProperty(PROPERTY) == null && System.getProperty(RUNTIME_PROPERTY) == null) {
      try {
        CodeSource source = OrtEnvironment.class.getProtectionDomain().getCodeSource();
        Path jar = source == null ? Path.of("") : Path.of(source.getLocation().toURI());
        if (Files.isRegularFile(jar)) {
          Path unpacked = unpackedSomewhere(jar);
          Optional<GpuRuntime> chosen = GpuRuntime.chosen().filter(runtime -> runtime.missing().isEmpty());
          Path java = unpacked.resolve(JAVA_LIBRARY);
          if (chosen.isPresent() && Files.isRegularFile(java)) {
            System.setProperty(RUNTIME_PROPERTY, chosen.get().library(GpuRuntime.RUNTIME).toString());
            System.setProperty(JAVA_PROPERTY, java.toString());
            forGpu = chosen;
          } else {
            System.setProperty(PROPERTY, unpacked.toString());
          }
        }
      } catch (IOException | URISyntaxException | RuntimeException e) {
        // ONNX Runtime unpacks for itself then.
      }
    }
    return forGpu;
  }

  /** In the cache folder or, where that is full or may not be written, in a folder that goes with this process. */
  private static Path unpackedSomewhere(Path jar) throws IOException {
    try {
      return unpacked(jar);
    } catch (IOException e) {
      return unpackedForNow(jar, Files.createTempDirectory("assay-onnxruntime"));
    }
  }

  /** ONNX Runtime would leave its own folder behind, empty. */
  private static Path unpackedForNow(Path jar, Path folder) throws IOException {
    try {
      unpack(jar, folder);
    } catch (IOException e) {
      ScratchFolder.delete(folder);
      throw e;
    }
    folder.toFile().deleteOnExit(); // what is registered last goes first
    try (var files = Files.list(folder)) {
      files.forEach(file -> file.toFile().deleteOnExit());
    }
    return folder;
  }

  /** A folder for each release, whose jars differ in name or size. */
  private static Path unpacked(Path jar) throws IOException {
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "") + "-" + Files.size(jar);
    Path folder = CacheFolder.get().resolve(name);
    if (!Files.isDirectory(folder)) {
      Path half = Files.createTempDirectory(CacheFolder.get(), name);
      try {
        unpack(jar, half);
        Files.move(half, folder);
      } catch (IOException e) {
        ScratchFolder.delete(half);
        if (!Files.isDirectory(folder)) { // or another process was faster
          throw e;
        }
      }
    }
    return folder;
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    Pattern wanted = Pattern.compile("ai/onnxruntime/native/" + platform() + "/([^/]+\\.(so|dylib|dll))");
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries = file.stream().filter(entry -> wanted.matcher(entry.getName()).matches()).toList();
      if (entries.isEmpty()) {
        throw new IOException("there is no library for this platform in " + jar);
      }
      for (JarEntry entry : entries) {
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(in, folder.resolve(Path.of(entry.getName()).getFileName().toString()));
        }
      }
    }
  }

  /** As the folders in the jar are called. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.contains("win") ? "win" : system.contains("mac") ? "osx" : "linux") + "-"
        + (machine.matches("amd64|x86_64") ? "x64" : machine);
  }
}
