package dev.assay.intellij.ide.settings;

import dev.assay.intellij.core.server.ServerSettings;
import java.awt.BorderLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** The fields of the settings page. For the UI thread. */
final class SettingsForm {
  private final JPanel fields = new JPanel(new GridBagLayout());
  private final JPanel component = new JPanel(new BorderLayout());
  private final JTextField javaHome = new JTextField();
  private final JTextField jvmOptions = new JTextField();
  private final JTextField serverArguments = new JTextField();
  private final JTextField gpuRuntime = new JTextField();
  private final JCheckBox probes = new JCheckBox("Run probes and look for the best pipeline");
  private final JCheckBox index = new JCheckBox("Index the project's functions, to find similar ones");
  private final JCheckBox measure = new JCheckBox("Measure what passes leave of the indexed functions (slower)");
  private final JCheckBox trusted =
      new JCheckBox("Take compiler flags from projects (only those known not to load code)");
  private final JComboBox<String> objective = new JComboBox<>(new String[]{"bytes", "instructions"});
  private final JTextField allowCompiler = new JTextField();
  private final JComboBox<String> trace = new JComboBox<>(new String[]{"off", "messages", "verbose"});

  SettingsForm() {
    javaHome.setToolTipText(
        "The folder of Java 21 or newer. If empty, JAVA_HOME, the PATH and the usual folders are searched.");
    row("Java home:", javaHome);
    row("Java options:", jvmOptions);
    row("Server arguments:", serverArguments);
    gpuRuntime.setToolTipText("The folder with ONNX Runtime's libraries for a GPU, on which predictions are computed "
        + "then. If empty, ASSAY_GPU_RUNTIME names it. 'assay gpu' says what is missing.");
    row("Libraries for a GPU:", gpuRuntime);
    objective
        .setToolTipText("Bytes of code for the file's target, IR instructions break ties; or the other way round.");
    allowCompiler
        .setToolTipText("Compilers of projects that Assay may run, to learn where their headers are and how large "
            + "their code is: patterns of paths, with semicolons between them; * alone for every one. Only for "
            + "projects that you trust.");
    row("", probes);
    row("", index);
    row("", measure);
    row("", trusted);
    row("The smallest is judged by:", objective);
    row("Compilers that may be run:", allowCompiler);
    row("Trace in the IDE's log:", trace);
    component.add(fields, BorderLayout.NORTH);
  }

  private void row(String label, JComponent field) {
    Insets insets = new Insets(3, 3, 3, 3);
    GridBagConstraints left = new GridBagConstraints();
    left.gridx = 0;
    left.anchor = GridBagConstraints.LINE_START;
    left.insets = insets;
    JLabel name = new JLabel(label);
    name.setLabelFor(field);
    fields.add(name, left);
    GridBagConstraints right = new GridBagConstraints();
    right.gridx = 1;
    right.weightx = 1;
    right.fill = GridBagConstraints.HORIZONTAL;
    right.insets = insets;
    fields.add(field, right);
  }

  JComponent component() {
    return component;
  }

  AssaySettings read() {
    return new AssaySettings(javaHome.getText().strip(), jvmOptions.getText().strip(),
        serverArguments.getText().strip(), gpuRuntime.getText().strip(),
        new ServerSettings(probes.isSelected(), index.isSelected(), measure.isSelected(), trusted.isSelected(),
            String.valueOf(objective.getSelectedItem()), AssaySettings.patterns(allowCompiler.getText()),
            String.valueOf(trace.getSelectedItem())));
  }

  void show(AssaySettings settings) {
    javaHome.setText(settings.javaHome());
    jvmOptions.setText(settings.jvmOptions());
    serverArguments.setText(settings.serverArguments());
    gpuRuntime.setText(settings.gpuRuntime());
    probes.setSelected(settings.server().probes());
    index.setSelected(settings.server().index());
    measure.setSelected(settings.server().measure());
    trusted.setSelected(settings.server().trusted());
    objective.setSelectedItem(settings.server().objective());
    allowCompiler.setText(AssaySettings.joined(settings.server().allowCompiler()));
    trace.setSelectedItem(settings.server().trace());
  }
}
