package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.intellij.core.server.ServerState;
import dev.assay.intellij.ide.project.AssayProject;
import java.util.concurrent.TimeUnit;

/** The server's process: begins with the first file, comes back, and goes with the project. */
public class ServerLifeTest extends IdeTestCase {
  private ProcessHandle toEnd;

  public void testStartsWithTheFirstFileAndEndsWithTheProject() {
    assertThat(assay().server().pid()).isEmpty();
    open("sum.c", C_SOURCE);
    toEnd = ProcessHandle.of(assay().server().pid().orElseThrow()).orElseThrow();
    assertThat(toEnd.isAlive()).isTrue();
  }

  public void testComesBackWhenKilledAndKnowsTheText() {
    openMeasured("sum.c", C_SOURCE.replace("sum(", "su<caret>m("));
    AssayProject assay = assay();
    long killed = assay.server().pid().orElseThrow();
    fixture.type("mary");
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    await("another process",
        () -> assay.server().pid().orElse(killed) != killed && assay.server().state() == ServerState.RUNNING);
    awaitMeasured();
    assertThat(assay.server().diagnostics().of(AssayFiles.uri(fixture.getFile().getVirtualFile()).orElseThrow())
        .orElseThrow().version()).isGreaterThan(1);
  }

  public void testRestartAction() {
    open("sum.c", C_SOURCE);
    AssayProject assay = assay();
    long before = assay.server().pid().orElseThrow();
    fixture.performEditorAction("Assay.Restart");
    await("another process",
        () -> assay.server().pid().orElse(before) != before && assay.server().state() == ServerState.RUNNING);
    await("the old process to be gone", () -> ProcessHandle.of(before).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Override
  protected void tearDown() throws Exception {
    super.tearDown();
    if (toEnd != null) {
      toEnd.onExit().get(1, TimeUnit.MINUTES);
    }
  }
}
