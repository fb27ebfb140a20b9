package dev.assay.intellij.packed;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The IDE as a process with a window, with the packed plugin installed in it. */
final class IdeProcess implements AutoCloseable {
  private static final String LOGGING = """
      <?xml version="1.0" encoding="UTF-8"?>
      <log4j:configuration xmlns:log4j="http://jakarta.apache.org/log4j/">
        <appender name="OUT" class="org.apache.log4j.ConsoleAppender">
          <layout class="org.apache.log4j.PatternLayout">
            <param name="ConversionPattern" value="%d %5p %c - %m%n"/>
          </layout>
        </appender>
        <category name="#dev.assay"><priority value="DEBUG"/></category>
        <root><priority value="INFO"/><appender-ref ref="OUT"/></root>
      </log4j:configuration>
      """;

  /** Else a balloon about them covers the tool window. */
  private static final String NO_UPDATES = """
      <application>
        <component name="UpdatesConfigurable">
          <option name="UPDATE_CHANNEL_TYPE" value="eap" />
          <option name="CHECK_NEEDED" value="false" />
        </component>
      </application>
      """;

  private final Process process;
  private final Path log;

  private IdeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param home an empty folder for all that it writes
   * @param file what it opens, in a project of the folder that it is in
   */
  static IdeProcess start(Path home, Path zip, String display, Path file) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("config/options"));
    Files.writeString(home.resolve("bin/idea.properties"), "");
    Files.writeString(home.resolve("build.txt"), "IC-183.5153.4");
    Files.writeString(home.resolve("bin/log.xml"), LOGGING);
    Files.writeString(home.resolve("config/options/updates.xml"), NO_UPDATES);
    unzip(zip, home.resolve("plugins"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("assay.ide.opens").strip().split("\\s+")));
    command.addAll(List.of("-Xmx1g", "-Didea.home.path=" + home, "-Didea.system.path=" + home.resolve("system"),
        "-Didea.config.path=" + home.resolve("config"), "-Didea.plugins.path=" + home.resolve("plugins"),
        "-Djb.consents.confirmation.enabled=false", "-Djb.privacy.policy.text=<!--999.999-->",
        "-Didea.initially.ask.config=never", "-Dide.no.platform.update=true", "-Didea.is.internal=false",
        "-Dide.show.tips.on.startup.default.value=false",
        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
            + "com.intellij.concurrency.IdeaForkJoinWorkerThreadFactory",
        "-cp", classPath(), IdeMain.class.getName(), file.getParent().toString(), file.toString()));
    Path log = home.resolve("ide.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DISPLAY", display);
    return new IdeProcess(builder.start(), log);
  }

  /** The platform, which uses Gson itself, and the tests; the plugin and its libraries come out of the zip alone. */
  private static String classPath() {
    String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("classes") || entry.endsWith("test-classes"))
        .filter(entry -> !entry.contains("lsp4j")).collect(Collectors.joining(File.pathSeparator));
  }

  private static void unzip(Path zip, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("an entry leads out of the zip: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has logged up to now. */
  String log() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The server that it has started, if one runs. */
  Optional<ProcessHandle> server() {
    return process.children().filter(ProcessHandle::isAlive)
        .filter(child -> child.info().commandLine().orElse("").contains("dev.assay.cli.Main")).findFirst();
  }

  /** Ends it as a crash would. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
