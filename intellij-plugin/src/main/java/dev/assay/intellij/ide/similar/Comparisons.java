package dev.assay.intellij.ide.similar;

import com.intellij.diff.DiffContentFactory;
import com.intellij.diff.DiffDialogHints;
import com.intellij.diff.DiffManager;
import com.intellij.diff.chains.DiffRequestChain;
import com.intellij.diff.chains.SimpleDiffRequestChain;
import com.intellij.diff.requests.DiffRequest;
import com.intellij.diff.requests.SimpleDiffRequest;
import com.intellij.notification.NotificationType;
import com.intellij.openapi.project.Project;
import dev.assay.intellij.core.protocol.AskedFunction;
import dev.assay.intellij.core.protocol.Commands;
import dev.assay.intellij.core.protocol.Comparison;
import dev.assay.intellij.core.protocol.Side;
import dev.assay.intellij.core.protocol.SimilarRow;
import dev.assay.intellij.ide.BackgroundRequest;
import dev.assay.intellij.ide.Notices;
import dev.assay.intellij.ide.language.LlvmFileType;
import dev.assay.intellij.ide.project.AssayProject;
import java.util.List;

/** Compares functions in the IDE's diff viewer. For the UI thread. */
public final class Comparisons {
  private Comparisons() {}

  /** Has the server compare two functions, and shows its answer. */
  static void show(Project project, AskedFunction left, SimilarRow right) {
    AssayProject.of(project)
        .ifPresent(assay -> BackgroundRequest.ask(project,
            "Assay: comparing " + left.displayName() + " and " + right.displayName(),
            assay.server()
                .request(api -> Commands.compare(api, Commands.functionNamed(left.uri(), left.name()),
                    Commands.functionNamed(right.uri(), right.name()))),
            answer -> DiffManager.getInstance().showDiff(project, chain(project, answer), DiffDialogHints.DEFAULT),
            sentence -> Notices.show(project, NotificationType.WARNING, sentence)));
  }

  /** One side compared with the other, before and after; then each side before and after. */
  public static DiffRequestChain chain(Project project, Comparison comparison) {
    Side left = comparison.left();
    Side right = comparison.right();
    List<DiffRequest> requests =
        List.of(request(project, "IR before", left.before(), before(left), right.before(), before(right)),
            request(project, "IR after the best pipeline", left.after(), after(left), right.after(), after(right)),
            request(project, left.displayName() + " before and after", left.before(), before(left), left.after(),
                after(left)),
            request(project, right.displayName() + " before and after", right.before(), before(right), right.after(),
                after(right)));
    return new SimpleDiffRequestChain(requests);
  }

  private static DiffRequest request(Project project, String title, String left, String leftTitle, String right,
      String rightTitle) {
    DiffContentFactory contents = DiffContentFactory.getInstance();
    return new SimpleDiffRequest("Assay: " + title,
        contents.create(project, left == null ? "" : left, LlvmFileType.INSTANCE),
        contents.create(project, right == null ? "" : right, LlvmFileType.INSTANCE), leftTitle, rightTitle);
  }

  private static String before(Side side) {
    return side.displayName() + ": " + side.instructionsBefore() + " instructions";
  }

  private static String after(Side side) {
    boolean isSame = side.pipeline() == null || side.pipeline().isEmpty();
    return side.displayName() + ": " + side.instructionsAfter() + " instructions, measured"
        + (isSame ? " (nothing leaves fewer)" : " after " + side.pipeline());
  }
}
