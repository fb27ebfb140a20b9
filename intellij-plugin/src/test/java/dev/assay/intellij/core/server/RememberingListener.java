package dev.assay.intellij.core.server;

import dev.assay.intellij.core.client.ServerProgress;
import dev.assay.intellij.core.protocol.ServerStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Range;

/** Remembers all that it is told. */
final class RememberingListener implements ServerListener {
  private final List<ServerState> states = new CopyOnWriteArrayList<>();
  private final List<ServerProgress> progress = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private volatile Optional<ServerStatus> lastStatus = Optional.empty();

  List<ServerState> states() {
    return states;
  }

  List<ServerProgress> progress() {
    return progress;
  }

  List<String> log() {
    return log;
  }

  Optional<ServerStatus> lastStatus() {
    return lastStatus;
  }

  @Override
  public void stateChanged(ServerState state, String sentence) {
    states.add(state);
  }

  @Override
  public void statusChanged(ServerStatus status) {
    lastStatus = Optional.of(status);
  }

  @Override
  public void diagnosticsChanged(String uri) {
    // They are read from where they are kept.
  }

  @Override
  public void progressBegan(ServerProgress begun) {
    progress.add(begun);
  }

  @Override
  public void message(MessageType type, String text) {
    log.add(text);
  }

  @Override
  public CompletableFuture<String> ask(MessageType type, String text, List<String> titles) {
    log.add(text);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Boolean> showDocument(URI uri, Range range) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public void log(String line) {
    log.add(line);
  }
}
