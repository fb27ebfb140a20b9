package dev.assay.lsp;

import dev.assay.build.OwnCompiler;
import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.analysis.ProjectCommands;
import dev.assay.lsp.client.ClientPort;
import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import dev.assay.workspace.commands.CompilationDatabase;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.lsp4j.MessageType;

/** How the client's workspace compiles its files, if it is trusted to say so. Thread-safe. */
final class ProjectFlags implements ProjectCommands {
  private static final int REMEMBERED = 1000;

  private final CompilationDatabase database = new CompilationDatabase();
  private final CopyOnWriteArraySet<Path> folders = new CopyOnWriteArraySet<>();
  private final Set<String> told = new LinkedHashSet<>();
  private final ClientPort client;
  private volatile boolean trusted = true;
  private volatile OwnCompiler ownCompiler = OwnCompiler.NONE;

  ProjectFlags(ClientPort client) {
    this.client = client;
  }

  /** Whether anything is taken from the workspace at all. */
  void setTrusted(boolean value) {
    trusted = value;
  }

  /** Runs the project's own compilers as far as this one may. */
  void setOwnCompiler(OwnCompiler value) {
    ownCompiler = value;
  }

  void addFolder(Path folder) {
    folders.add(folder);
  }

  void removeFolder(Path folder) {
    folders.remove(folder);
  }

  /** The workspace's folders. */
  List<Path> folders() {
    return List.copyOf(folders);
  }

  /** Whether what the workspace says is followed. */
  boolean isTrusted() {
    return trusted;
  }

  @Override
  public OwnCompiler ownCompiler() {
    return ownCompiler;
  }

  @Override
  public Optional<CompileCommand> command(Path file) {
    return asWritten(file).map(command -> {
      OwnCompiler.Asked asked = ownCompiler.ask(command, file, Cancellation.never());
      asked.note().ifPresent(note -> tellOnce(MessageType.Info, note));
      return asked.command();
    });
  }

  /** {@inheritDoc} What is wrong with the project's files, and which of several commands was chosen, is logged once. */
  @Override
  public Optional<CompileCommand> asWritten(Path file) {
    if (!trusted) {
      return Optional.empty();
    }
    CompilationDatabase.Lookup lookup = database.find(file, List.copyOf(folders));
    lookup.problems().forEach(problem -> tellOnce(MessageType.Warning, problem.toString()));
    lookup.note().ifPresent(note -> tellOnce(MessageType.Info, new Problem(file.toString(), 0, 0, note).toString()));
    return lookup.command();
  }

  /** Whether the project compiles a header by itself: a database lists it. */
  boolean lists(Path header) {
    return trusted && database.lists(header, List.copyOf(folders));
  }

  private synchronized void tellOnce(MessageType type, String sentence) {
    if (told.size() < REMEMBERED && told.add(sentence)) {
      client.log(type, sentence);
    }
  }
}
