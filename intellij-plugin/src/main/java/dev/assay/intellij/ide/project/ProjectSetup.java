package dev.assay.intellij.ide.project;

import com.google.gson.JsonObject;
import com.intellij.openapi.application.PathManager;
import com.intellij.openapi.application.ReadAction;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.roots.ProjectRootManager;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.java.JavaFinder;
import dev.assay.intellij.core.java.JavaHome;
import dev.assay.intellij.core.java.JavaPlaces;
import dev.assay.intellij.core.java.NoJavaException;
import dev.assay.intellij.core.server.ServerCommand;
import dev.assay.intellij.core.server.ServerLocale;
import dev.assay.intellij.core.server.ServerSetup;
import dev.assay.intellij.core.server.ServerTimeouts;
import dev.assay.intellij.core.server.ServerUnavailableException;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.settings.AssaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a project's server is started with. */
final class ProjectSetup implements ServerSetup {
  private final Project project;

  ProjectSetup(Project project) {
    this.project = project;
  }

  @Override
  public ServerCommand command() throws NoJavaException, ServerUnavailableException {
    AssaySettings settings = AssaySettings.load();
    JavaPlaces places =
        JavaPlaces.usual(settings.javaHome(), System.getenv(), Path.of(System.getProperty("user.home")));
    JavaHome java = JavaFinder.find(places);
    Map<String, String> environment =
        new HashMap<>(ServerLocale.variables(System.getenv(), System.getProperty("os.name")));
    if (!settings.gpuRuntime().isEmpty()) {
      environment.put("ASSAY_GPU_RUNTIME", settings.gpuRuntime());
    }
    ServerCommand command =
        ServerCommand.of(java, ServerJars.folder(), settings.jvmOptions(), settings.serverArguments(), environment);
    try {
      return command.keeping(java, Files.createDirectories(Path.of(PathManager.getSystemPath(), "assay", "start")));
    } catch (IOException e) {
      return command; // it starts without as well
    }
  }

  @Override
  public JsonObject initializationOptions() {
    return AssaySettings.load().server().json();
  }

  @Override
  public List<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    if (project.getBasePath() != null) {
      folders.add(Path.of(project.getBasePath()));
    }
    VirtualFile[] roots = ReadAction.compute(() -> project.isDisposed() ? VirtualFile.EMPTY_ARRAY
        : ProjectRootManager.getInstance(project).getContentRoots());
    for (VirtualFile root : roots) {
      AssayFiles.path(root).filter(path -> folders.stream().noneMatch(path::startsWith)).ifPresent(folders::add);
    }
    return List.copyOf(folders);
  }

  @Override
  public ServerTimeouts timeouts() {
    return ServerTimeouts.USUAL;
  }
}
