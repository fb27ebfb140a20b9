package dev.assay.intellij.ide;

import static org.assertj.core.api.Assertions.assertThat;

import com.intellij.openapi.options.Configurable;
import com.intellij.openapi.wm.StatusBarWidget;
import dev.assay.intellij.core.server.ServerSettings;
import dev.assay.intellij.core.server.ServerState;
import dev.assay.intellij.ide.project.AssayProject;
import dev.assay.intellij.ide.settings.AssayConfigurable;
import dev.assay.intellij.ide.settings.AssaySettings;
import dev.assay.intellij.ide.status.AssayWidget;
import java.awt.Component;
import java.awt.Container;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JCheckBox;
import javax.swing.JTextField;

/** The status bar widget and the settings page, over a real server. */
public class StatusAndSettingsTest extends IdeTestCase {
  @Override
  protected void tearDown() throws Exception {
    AssaySettings.DEFAULT.save();
    super.tearDown();
  }

  public void testWidgetSaysHowTheServerIs() {
    AssayWidget widget = AssayWidget.of(assay());
    assertThat(widget.getText()).isEqualTo("Assay: starting");
    openMeasured("sum.c", C_SOURCE);
    await("all to be well", () -> widget.getText().matches("Assay( · (CPU|GPU))?"));
    await("the index", () -> widget.getTooltipText().matches(".*functions of \\d+ files in the index.*"));
    assertThat(widget.getTooltipText()).startsWith("<html>").contains("<br>");
    assertThat(widget.getPresentation(StatusBarWidget.PlatformType.DEFAULT)).isSameAs(widget);
  }

  public void testSettingsAreKeptAndSentWithoutARestart() throws Exception {
    open("sum.c", C_SOURCE);
    AssayProject assay = assay();
    long pid = assay.server().pid().orElseThrow();
    AssayConfigurable page = new AssayConfigurable();
    List<JCheckBox> boxes = all(page.createComponent(), JCheckBox.class);
    assertThat(page.isModified()).isFalse();
    boxes.stream().filter(box -> box.getText().startsWith("Run probes")).findFirst().orElseThrow().setSelected(false);
    assertThat(page.isModified()).isTrue();
    page.apply();
    assertThat(page.isModified()).isFalse();
    assertThat(AssaySettings.load().server())
        .isEqualTo(new ServerSettings(false, true, false, true, "bytes", List.of(), "off"));
    page.disposeUIResources();
    awaitMeasured();
    assertThat(assay.server().pid()).hasValue(pid);
  }

  public void testAJavaThatIsNoneIsSaidAndMended() throws Exception {
    open("sum.c", C_SOURCE);
    AssayProject assay = assay();
    setJavaHome("/nowhere");
    await("the server to fail", () -> assay.server().state() == ServerState.FAILED);
    assertThat(assay.health().text().label()).isEqualTo("Assay: failed");
    assertThat(assay.server().reason()).contains("/nowhere").contains("Java home");
    setJavaHome("");
    await("the server to run", () -> assay.server().state() == ServerState.RUNNING);
  }

  private static void setJavaHome(String folder) throws Exception {
    Configurable page = new AssayConfigurable();
    all(page.createComponent(), JTextField.class).get(0).setText(folder);
    page.apply();
    page.disposeUIResources();
  }

  private static <T> List<T> all(Component component, Class<T> type) {
    List<T> found = new ArrayList<>();
    if (type.isInstance(component)) {
      found.add(type.cast(component));
    }
    if (component instanceof Container container) {
      for (Component child : container.getComponents()) {
        found.addAll(all(child, type));
      }
    }
    return found;
  }
}
