package dev.assay.intellij.core.server;

import dev.assay.intellij.core.java.JavaHome;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line that starts the server; the launcher {@code assay} gives the same options. */
public final class ServerCommand {
  /** From this feature release on, Java warns of native libraries unless told not to. */
  private static final int WARNS_OF_NATIVE = 22;
  /** From this feature release on, Java warns of {@code sun.misc.Unsafe} unless told not to. */
  private static final int WARNS_OF_UNSAFE = 24;

  private ServerCommand() {}

  /**
   * Program and arguments.
   *
   * @param java what runs the server
   * @param jars the folder with the server's jars
   * @param jvmOptions the user's options for the JVM, separated by spaces
   * @param serverArguments the user's arguments for {@code assay lsp}, separated by spaces
   */
  public static List<String> of(JavaHome java, Path jars, String jvmOptions, String serverArguments) {
    List<String> line = new ArrayList<>(List.of(java.executable().toString(), "-Xshare:auto", "-XX:+UseSerialGC"));
    if (java.hasVectors()) {
      line.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    if (java.feature() >= WARNS_OF_NATIVE) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    if (java.feature() >= WARNS_OF_UNSAFE) {
      line.add("--sun-misc-unsafe-memory-access=allow");
    }
    words(jvmOptions).forEach(line::add);
    line.addAll(List.of("-cp", jars + File.separator + "*", "dev.assay.cli.Main", "lsp", "--stdio"));
    words(serverArguments).forEach(line::add);
    return List.copyOf(line);
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty());
  }
}
