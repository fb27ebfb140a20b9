package dev.assay.intellij.ide;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Computable;
import com.intellij.openapi.util.Disposer;
import com.intellij.testFramework.PlatformTestUtil;
import com.intellij.testFramework.ThreadTracker;
import com.intellij.testFramework.UsefulTestCase;
import com.intellij.testFramework.builders.EmptyModuleFixtureBuilder;
import com.intellij.testFramework.fixtures.CodeInsightTestFixture;
import com.intellij.testFramework.fixtures.IdeaProjectTestFixture;
import com.intellij.testFramework.fixtures.IdeaTestFixtureFactory;
import com.intellij.testFramework.fixtures.TestFixtureBuilder;
import com.intellij.testFramework.fixtures.impl.CodeInsightTestFixtureImpl;
import dev.assay.intellij.core.server.AssayServer;
import dev.assay.intellij.core.server.ServerState;
import dev.assay.intellij.ide.project.AssayProject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A test in a real project with a real editor, and a real server process. Tests run on the UI thread, as the
 * platform's own do, and let it go on while they wait.
 */
abstract class IdeTestCase extends UsefulTestCase {
  /** Long, since it only says when to give up. */
  private static final long PATIENCE_SECONDS = 120;

  protected static final String C_SOURCE = """
      int sum(const int *values, int count) {
        int total = 0;
        for (int i = 0; i < count; i++) {
          total += values[i] * 3;
        }
        return total;
      }
      """;

  protected CodeInsightTestFixture fixture;
  private Disposable ending;

  @Override
  protected void setUp() throws Exception {
    super.setUp();
    ending = Disposer.newDisposable();
    IdeaTestFixtureFactory factory = IdeaTestFixtureFactory.getFixtureFactory();
    TestFixtureBuilder<IdeaProjectTestFixture> builder = factory.createFixtureBuilder(getName());
    fixture = factory.createCodeInsightFixture(builder.getFixture());
    builder.addModule(EmptyModuleFixtureBuilder.class).addContentRoot(fixture.getTempDirPath());
    fixture.setUp();
    // The server may have more to say at any time, also while the editor highlights, which then starts again.
    ((CodeInsightTestFixtureImpl) fixture).canChangeDocumentDuringHighlighting(true);
    // They are looked for when the project is closed, while they are still ending; tearDown looks for them later.
    ThreadTracker.longRunningThreadCreated(ending, "Assay ");
  }

  @Override
  protected void tearDown() throws Exception {
    Optional<AssayServer> server = AssayProject.of(project()).map(AssayProject::server);
    try {
      fixture.tearDown();
    } finally {
      fixture = null;
      if (server.isPresent()) {
        assertTrue("the server did not end", server.get().awaitClosed(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
      }
      Disposer.dispose(ending);
      super.tearDown();
    }
  }

  protected Project project() {
    return fixture.getProject();
  }

  /** What the plugin has of the project, once it is set up. */
  protected AssayProject assay() {
    await("the plugin to be set up", () -> AssayProject.of(project()).isPresent());
    return AssayProject.of(project()).orElseThrow();
  }

  /** Opens a file with this text on the disk, and waits until the server has measured it. */
  protected void openMeasured(String name, String text) {
    open(name, text);
    awaitMeasured();
  }

  protected void open(String name, String text) {
    AssayProject assay = assay();
    fixture.configureByText(name, text);
    await("the server to run", () -> assay.server().state() == ServerState.RUNNING);
  }

  protected void awaitMeasured() {
    AssayProject assay = assay();
    awaitRead();
    await("the document to be measured",
        () -> assay.health().status().filter(status -> status.quiescent()).isPresent());
  }

  /** Waits until the server has read the document as it is now. */
  protected void awaitRead() {
    AssayProject assay = assay();
    String uri = AssayFiles.uri(fixture.getFile().getVirtualFile()).orElseThrow();
    await("the document to be read",
        () -> assay.server().diagnostics().of(uri)
            .filter(
                published -> assay.server().documents().version(uri).equals(Optional.ofNullable(published.version())))
            .isPresent());
  }

  /** Lets the UI thread go on until something is true. */
  protected static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("gave up waiting for " + what);
      }
      pump();
    }
  }

  /** Lets the UI thread do what is queued for it. */
  protected static void settle() {
    for (int i = 0; i < 10; i++) {
      pump();
    }
  }

  private static void pump() {
    try {
      PlatformTestUtil.dispatchAllInvocationEventsInIdeEventQueue();
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Computes something on another thread, while the UI thread goes on. */
  protected static <T> T inBackground(Computable<T> task) {
    Future<T> future = ApplicationManager.getApplication().executeOnPooledThread(task::compute);
    await("a background thread", future::isDone);
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  protected Path folder() {
    return Path.of(fixture.getTempDirPath());
  }
}
