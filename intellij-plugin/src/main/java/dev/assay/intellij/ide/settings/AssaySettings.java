package dev.assay.intellij.ide.settings;

import com.intellij.ide.util.PropertiesComponent;
import dev.assay.intellij.core.server.ServerSettings;
import java.util.Arrays;
import java.util.List;

/**
 * The user's settings, the same for all projects: no project can change them.
 *
 * @param javaHome the Java that runs the server; if empty, it is searched for
 * @param jvmOptions further options for that Java
 * @param serverArguments further arguments for {@code assay lsp}
 * @param gpuRuntime the folder of the libraries for predictions on a GPU; if empty, what the environment says
 * @param server what the server is told
 */
public record AssaySettings(String javaHome, String jvmOptions, String serverArguments, String gpuRuntime,
    ServerSettings server) {
  private static final String SEPARATOR = ";";
  private static final String JAVA_HOME = "assay.java.home";
  private static final String JVM_OPTIONS = "assay.java.options";
  private static final String ARGUMENTS = "assay.server.arguments";
  private static final String GPU_RUNTIME = "assay.gpuRuntime";
  private static final String PROBES = "assay.probe.enabled";
  private static final String INDEX = "assay.index.enabled";
  private static final String MEASURE = "assay.index.measure";
  private static final String TRUSTED = "assay.workspaceTrusted";
  private static final String OBJECTIVE = "assay.objective";
  private static final String ALLOW_COMPILER = "assay.allowCompiler";
  private static final String TRACE = "assay.trace.server";

  /** The settings until the user changes them. */
  public static final AssaySettings DEFAULT = new AssaySettings("", "", "", "", ServerSettings.DEFAULT);

  /** The settings as they are now. */
  public static AssaySettings load() {
    PropertiesComponent stored = PropertiesComponent.getInstance();
    return new AssaySettings(stored.getValue(JAVA_HOME, ""), stored.getValue(JVM_OPTIONS, ""),
        stored.getValue(ARGUMENTS, ""), stored.getValue(GPU_RUNTIME, ""),
        new ServerSettings(stored.getBoolean(PROBES, true), stored.getBoolean(INDEX, true),
            stored.getBoolean(MEASURE, false), stored.getBoolean(TRUSTED, true), stored.getValue(OBJECTIVE, "bytes"),
            patterns(stored.getValue(ALLOW_COMPILER, "")), stored.getValue(TRACE, "off")));
  }

  /** Stores these settings. */
  public void save() {
    PropertiesComponent stored = PropertiesComponent.getInstance();
    stored.setValue(JAVA_HOME, javaHome, "");
    stored.setValue(JVM_OPTIONS, jvmOptions, "");
    stored.setValue(ARGUMENTS, serverArguments, "");
    stored.setValue(GPU_RUNTIME, gpuRuntime, "");
    stored.setValue(PROBES, server.probes(), true);
    stored.setValue(INDEX, server.index(), true);
    stored.setValue(MEASURE, server.measure(), false);
    stored.setValue(TRUSTED, server.trusted(), true);
    stored.setValue(OBJECTIVE, server.objective(), "bytes");
    stored.setValue(ALLOW_COMPILER, joined(server.allowCompiler()), "");
    stored.setValue(TRACE, server.trace(), "off");
  }

  /** Whether a server that was started with other settings has to be restarted for these. */
  public boolean wantsRestart(AssaySettings before) {
    return !javaHome.equals(before.javaHome) || !jvmOptions.equals(before.jvmOptions)
        || !serverArguments.equals(before.serverArguments) || !gpuRuntime.equals(before.gpuRuntime)
        || server.trusted() != before.server.trusted() || !server.allowCompiler().equals(before.server.allowCompiler());
  }

  /** Patterns as one line of text, and back: paths may have spaces and commas. */
  static String joined(List<String> patterns) {
    return String.join(SEPARATOR, patterns);
  }

  static List<String> patterns(String line) {
    return Arrays.stream(line.split(SEPARATOR)).map(String::strip).filter(pattern -> !pattern.isEmpty()).toList();
  }
}
