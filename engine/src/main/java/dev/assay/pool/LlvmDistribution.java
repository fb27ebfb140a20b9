package dev.assay.pool;

import dev.assay.digest.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/**
 * The LLVM that comes in the {@code org.bytedeco:llvm} jar, unpacked to JavaCPP's cache: clang with its headers,
 * libLLVM.
 *
 * <p>Nothing here loads LLVM into this process.
 *
 * @param folder where it was unpacked
 * @param clang the compiler
 * @param library libLLVM
 */
public record LlvmDistribution(Path folder, Path clang, Path library) {
  private static final String MAJOR_MINOR = "20.1";
  private static final long COMPILE_SECONDS = 120;
  private static final String JAR_PROPERTIES = "/META-INF/maven/org.bytedeco/llvm/pom.properties";

  /**
   * Unpacks LLVM unless that has been done, which takes some seconds the first time.
   *
   * @throws IOException when there is none for this platform, or no room for it
   */
  public static synchronized LlvmDistribution unpack() throws IOException {
    UnpackedFolder known = UnpackedFolder.ofClassPath();
    Optional<LlvmDistribution> before = known.folder().flatMap(LlvmDistribution::complete);
    if (before.isPresent()) {
      return before.get();
    }
    LlvmDistribution unpacked = unpackNow();
    known.remember(unpacked.folder);
    return unpacked;
  }

  /** What an earlier process has unpacked, if it is all still there. */
  private static Optional<LlvmDistribution> complete(Path folder) {
    boolean windows = File.separatorChar == '\\';
    Path clang = folder.resolve(windows ? "clang.exe" : "clang");
    Path library = folder.resolve(windows ? "LLVM.dll" : System.mapLibraryName("LLVM"));
    return Files.isExecutable(clang) && Files.exists(library)
        ? Optional.of(new LlvmDistribution(folder, clang, library)) : Optional.empty();
  }

  private static LlvmDistribution unpackNow() throws IOException {
    String platform = Loader.getPlatform();
    Path[] folders = unpackedFolders("/org/bytedeco/llvm/" + platform);
    if (folders.length == 0) {
      throw new IOException("there is no LLVM for platform " + platform
          + " among Assay's libraries; it needs the jar of " + "org.bytedeco:llvm with the classifier " + platform);
    }
    boolean windows = platform.startsWith("windows");
    Path folder = folders[0];
    Path clang = folder.resolve(windows ? "clang.exe" : "clang");
    Path library = folder.resolve(windows ? "LLVM.dll" : System.mapLibraryName("LLVM"));
    for (Path needed : List.of(clang, library)) {
      if (!Files.exists(needed)) {
        throw new IOException(
            "LLVM was not unpacked completely: " + needed + " is missing; delete " + folder + " and try again");
      }
    }
    if (platform.startsWith("linux")) {
      link(folder, "libLLVM.so");
      link(folder, "libclang-cpp.so");
    }
    if (!windows && !clang.toFile().setExecutable(true, true)) {
      throw new IOException(clang + " cannot be made executable");
    }
    return new LlvmDistribution(folder, clang, library);
  }

  /**
   * The version of the LLVM in the jar, for example {@code 20.1.7}, by the jar's own word: nothing is unpacked or run.
   * What a worker reports is what counts.
   *
   * @throws IOException when the jar is missing, or has no version
   */
  public static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = LlvmDistribution.class.getResourceAsStream(JAR_PROPERTIES)) {
      if (in == null) {
        throw new IOException("the jar of org.bytedeco:llvm is not among Assay's libraries");
      }
      properties.load(in);
    }
    String version = properties.getProperty("version", "");
    if (!version.matches("\\d+\\.\\d+\\.\\d+(-.*)?")) {
      throw new IOException("the jar of org.bytedeco:llvm has no version of LLVM: '" + version + "'");
    }
    return version.replaceFirst("-.*", ""); // of JavaCPP
  }

  /** Where clang's own headers are; what clang calls its resource directory. */
  public Path resourceFolder() {
    return folder.resolve("lib").resolve("clang").resolve(MAJOR_MINOR.substring(0, MAJOR_MINOR.indexOf('.')));
  }

  private static Path[] unpackedFolders(String resource) throws IOException {
    File[] files = Loader.cacheResources(LlvmDistribution.class, resource);
    return files == null ? new Path[0] : java.util.Arrays.stream(files).filter(f -> f != null && f.isDirectory())
        .map(File::toPath).toArray(Path[]::new);
  }

  /** The jar holds libraries by their plain names, the executables ask for the names with a version. */
  private static void link(Path folder, String library) throws IOException {
    Path link = folder.resolve(library + "." + MAJOR_MINOR);
    if (Files.exists(link)) {
      return;
    }
    try {
      Files.createSymbolicLink(link, Path.of(library));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    } catch (UnsupportedOperationException e) {
      Files.copy(folder.resolve(library), link, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * The worker's {@code observer.c} as bitcode for this machine, compiled unless the cache has it.
   *
   * @throws IOException when it cannot be compiled
   */
  public synchronized Path observerBitcode(Path cache) throws IOException {
    byte[] source;
    try (InputStream in = LlvmDistribution.class.getResourceAsStream("/dev/assay/worker/observer.c")) {
      if (in == null) {
        throw new IOException("Assay's own observer.c is missing from its jar");
      }
      source = in.readAllBytes();
    }
    Path bitcode = cache.resolve("observer-" + shortHash(source) + ".bc");
    if (Files.exists(bitcode)) {
      return bitcode;
    }
    Path half = Files.createTempFile(cache, "observer", ".tmp");
    Path log = Files.createTempFile("observer", ".log"); // a full cache folder is what it may have to tell of
    try {
      Process process = new ProcessBuilder(clang.toString(), "-O2", "-ffreestanding", "-w", "-emit-llvm", "-c", "-x",
          "c", "-o", half.toString(), "-").redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(source);
      }
      if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("clang does not finish compiling Assay's observer");
      }
      if (process.exitValue() != 0) {
        throw new IOException("clang does not compile Assay's observer into the cache folder " + cache + ": "
            + Files.readString(log).lines().findFirst().orElse("it says nothing"));
      }
      Files.move(half, bitcode, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return bitcode;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while compiling Assay's observer", e);
    } finally {
      Files.deleteIfExists(half);
      Files.deleteIfExists(log);
    }
  }

  private static String shortHash(byte[] bytes) {
    return Sha256.hex(bytes).substring(0, 16);
  }
}
