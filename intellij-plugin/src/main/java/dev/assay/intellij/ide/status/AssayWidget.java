package dev.assay.intellij.ide.status;

import com.intellij.openapi.options.ShowSettingsUtil;
import com.intellij.openapi.util.text.StringUtil;
import com.intellij.openapi.wm.StatusBar;
import com.intellij.openapi.wm.StatusBarWidget;
import com.intellij.openapi.wm.WindowManager;
import com.intellij.util.Consumer;
import dev.assay.intellij.core.protocol.StatusText;
import dev.assay.intellij.ide.project.AssayEvents;
import dev.assay.intellij.ide.project.AssayProject;
import dev.assay.intellij.ide.settings.AssayConfigurable;
import java.awt.Component;
import java.awt.event.MouseEvent;

/** Shows the server's status in the status bar; a click opens the settings. */
public final class AssayWidget implements StatusBarWidget, StatusBarWidget.TextPresentation {
  /** Its id. */
  public static final String ID = "dev.assay.status";

  private final AssayProject assay;

  private AssayWidget(AssayProject assay) {
    this.assay = assay;
  }

  /** A widget for a project, which is not in a status bar yet. */
  public static AssayWidget of(AssayProject assay) {
    return new AssayWidget(assay);
  }

  /** Puts a widget into a project's status bar until the project is closed. */
  public static void add(AssayProject assay) {
    StatusBar bar = WindowManager.getInstance().getStatusBar(assay.project());
    if (bar == null) {
      return;
    }
    bar.addWidget(of(assay), assay);
    assay.project().getMessageBus().connect(assay).subscribe(AssayEvents.TOPIC, new AssayEvents() {
      @Override
      public void healthChanged() {
        bar.updateWidget(ID);
      }
    });
  }

  private StatusText text() {
    return assay.health().text();
  }

  @Override
  public String ID() {
    return ID;
  }

  @Override
  public WidgetPresentation getPresentation(PlatformType type) {
    return this;
  }

  /** As above, in IDEs from 2020.1 on. */
  @SuppressWarnings("MissingOverride") // 183 does not have it
  public WidgetPresentation getPresentation() {
    return this;
  }

  @Override
  public void install(StatusBar bar) {
    // The bar is asked to show other text where its widget was added.
  }

  @Override
  public String getText() {
    return text().label();
  }

  @Override
  public float getAlignment() {
    return Component.CENTER_ALIGNMENT;
  }

  @Override
  public String getTooltipText() {
    return "<html>" + StringUtil.join(text().details().stream().map(StringUtil::escapeXml).toList(), "<br>");
  }

  @Override
  public Consumer<MouseEvent> getClickConsumer() {
    return event -> ShowSettingsUtil.getInstance().showSettingsDialog(assay.project(), AssayConfigurable.class);
  }

  @Override
  public void dispose() {
    // It holds nothing.
  }
}
