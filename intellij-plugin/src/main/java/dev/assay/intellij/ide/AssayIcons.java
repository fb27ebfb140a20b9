package dev.assay.intellij.ide;

import com.intellij.openapi.util.IconLoader;
import javax.swing.Icon;

/** The plugin's icons. */
public final class AssayIcons {
  /** A file of LLVM IR. */
  public static final Icon LLVM = IconLoader.getIcon("/icons/llvm.png", AssayIcons.class);
  /** A C or C++ source. */
  public static final Icon C = IconLoader.getIcon("/icons/c.png", AssayIcons.class);
  /** The tool window. */
  public static final Icon SIMILAR = IconLoader.getIcon("/icons/similar.png", AssayIcons.class);

  private AssayIcons() {}
}
