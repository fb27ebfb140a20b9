package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  /** Loads ONNX Runtime, in a process of its own. */
  static final class Load {
    private Load() {}

    public static void main(String[] arguments) throws EncoderException {
      Sessions.environment();
      System.out.println("loaded from " + System.getProperty("onnxruntime.native.path"));
    }
  }

  @Test
  void whereTheCacheFolderCannotBeWrittenNothingIsLeftBehind(@TempDir Path folder) throws Exception {
    Path noFolder = Files.createFile(folder.resolve("a-file"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), Load.class.getName())
        .redirectErrorStream(true);
    builder.environment().put("ASSAY_CACHE_DIR", noFolder.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("loaded from " + temporary);
    assertThat(temporary).isEmptyDirectory();
  }
}
