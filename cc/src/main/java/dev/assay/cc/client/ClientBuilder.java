package dev.assay.cc.client;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Makes the client, a static program without a C library, with the clang and the lld of the LLVM jar. */
public final class ClientBuilder {
  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofMinutes(2), 1 << 20, 4L << 30);

  private ClientBuilder() {}

  /**
   * Makes the client.
   *
   * @param program where it goes
   * @param build names this build of Assay; a client and its daemon have the same
   * @throws IOException when it cannot be made; on machines other than Linux on x86-64 or AArch64 it never can
   */
  public static void build(Path program, String build) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("assay cc has a client for Linux alone");
    }
    LlvmDistribution llvm = LlvmDistribution.unpack();
    Path lld = llvm.folder().resolve("lld");
    if (!lld.toFile().setExecutable(true, true)) {
      throw new IOException(lld + " cannot be made executable");
    }
    Path folder = Files.createTempDirectory("assay-client");
    Path source = folder.resolve("client.c");
    Path object = folder.resolve("client.o");
    Path half = folder.resolve("client");
    try {
      try (InputStream in = ClientBuilder.class.getResourceAsStream("client.c")) {
        Files.copy(in, source);
      }
      run(folder,
          List.of(llvm.clang().toString(), "--no-default-config", "-O2", "-ffreestanding", "-fno-builtin",
              "-fno-stack-protector", "-fno-pic", "-fomit-frame-pointer", "-DASSAY_BUILD=\"" + build + "\"", "-c", "-o",
              object.toString(), source.toString()));
      run(folder, List.of(lld.toString(), "-flavor", "gnu", "-static", "-s", "-z", "noexecstack", "-o", half.toString(),
          object.toString()));
      Path beside = program.resolveSibling(program.getFileName() + ".new");
      Files.copy(half, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(beside, program, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      for (Path file : List.of(source, object, half, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void run(Path folder, List<String> command) throws IOException {
    BoundedProcess.Outcome outcome = BoundedProcess.run(command, folder, List.of(), LIMITS, Cancellation.never());
    if (!outcome.isSuccess()) {
      throw new IOException("the client of assay cc cannot be made: " + outcome.errors());
    }
  }

  /**
   * The launcher's way: {@code PROGRAM BUILD}. Says nothing where there is no client for this machine.
   *
   * @param arguments where it goes, and the build's name
   */
  public static void main(String[] arguments) throws IOException {
    String machine = System.getProperty("os.arch");
    boolean hasClient =
        System.getProperty("os.name").equals("Linux") && (machine.equals("amd64") || machine.equals("aarch64"));
    if (hasClient) {
      build(Path.of(arguments[0]), arguments[1]);
    }
  }
}
