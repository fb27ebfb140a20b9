package dev.assay.intellij.ide;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.application.ApplicationListener;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.util.Disposer;
import java.util.concurrent.CompletableFuture;

/** Notices that something is about to write to the IDE's model. */
final class WriteSignal implements ApplicationListener, AutoCloseable {
  private final CompletableFuture<Object> written = new CompletableFuture<>();
  private final Disposable listening = Disposer.newDisposable();

  WriteSignal() {
    ApplicationManager.getApplication().addApplicationListener(this, listening);
  }

  /** Is completed when something is about to write. */
  CompletableFuture<Object> written() {
    return written;
  }

  @Override
  public void beforeWriteActionStart(Object action) {
    written.complete(action);
  }

  @Override
  public boolean canExitApplication() {
    return true;
  }

  @Override
  public void applicationExiting() {
    written.complete(this);
  }

  @Override
  public void writeActionStarted(Object action) {
    written.complete(action);
  }

  @Override
  public void writeActionFinished(Object action) {
    // Whoever waits is only told of the beginning.
  }

  @Override
  public void afterWriteActionFinished(Object action) {
    // As above.
  }

  @Override
  public void close() {
    Disposer.dispose(listening);
  }
}
