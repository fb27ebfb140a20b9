package dev.assay.intellij.core.server;

import dev.assay.intellij.core.java.JavaHome;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What starts the server; the launcher {@code assay} gives the same options.
 *
 * @param line program and arguments
 * @param environment variables that are set in addition to those of the IDE
 */
public record ServerCommand(List<String> line, Map<String, String> environment) {
  /** From this feature release on, Java warns about native libraries unless told not to. */
  private static final int WARNS_OF_NATIVE = 22;
  /** From this feature release on, Java warns about {@code sun.misc.Unsafe} unless told not to. */
  private static final int WARNS_OF_UNSAFE = 24;

  /** From this feature release on, Java has AOT caches, and logs what it thinks of them. */
  private static final int LOGS_AOT = 25;

  /** Both are kept as they are now. */
  public ServerCommand {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  /**
   * The command for a Java installation.
   *
   * @param java what runs the server
   * @param jars the folder with the server's jars
   * @param jvmOptions the user's options for the JVM, separated by spaces
   * @param serverArguments the user's arguments for {@code assay lsp}, separated by spaces
   * @param environment variables to set; {@link ServerLocale#variables}
   */
  public static ServerCommand of(JavaHome java, Path jars, String jvmOptions, String serverArguments,
      Map<String, String> environment) {
    // The server mostly waits for clang and workers: the optimising compiler would take the processors from them.
    List<String> line = new ArrayList<>(
        List.of(java.executable().toString(), "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (java.feature() >= WARNS_OF_NATIVE) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    if (java.feature() >= WARNS_OF_UNSAFE) {
      line.add("--sun-misc-unsafe-memory-access=allow");
    }
    words(jvmOptions).forEach(line::add);
    line.addAll(List.of("-cp", jars + File.separator + "*", "dev.assay.cli.Main", "lsp", "--stdio"));
    words(serverArguments).forEach(line::add);
    return new ServerCommand(line, environment);
  }

  /**
   * The same, by a Java that keeps the classes which a start has loaded, so that the next one is quicker; it leaves
   * alone what it kept of other jars. It must not say so: standard output is the protocol's.
   *
   * @param java what runs the server
   * @param folder where it keeps them; has to be there
   */
  public ServerCommand keeping(JavaHome java, Path folder) {
    List<String> kept = new ArrayList<>(line);
    kept.addAll(1,
        List.of("-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + folder.resolve("server-" + java.feature() + ".jsa"),
            java.feature() >= LOGS_AOT ? "-Xlog:aot*=off,cds*=off" : "-Xlog:cds*=off",
            "-Dassay.worker.keep=" + folder.resolve("worker-" + java.feature() + ".jsa")));
    return new ServerCommand(kept, environment);
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty());
  }
}
