package dev.assay.intellij.ide.intention;

import com.intellij.codeInsight.intention.IntentionAction;
import com.intellij.notification.NotificationType;
import com.intellij.openapi.diagnostic.Logger;
import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.project.Project;
import com.intellij.psi.PsiFile;
import dev.assay.intellij.ide.Notices;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;

/**
 * One of the server's code actions at the caret, as an intention. How many there are is known only once the server has
 * answered, but the IDE needs the classes beforehand: hence one for the first, one for the second, and so on.
 */
public abstract class CodeActionIntention implements IntentionAction {
  private static final Logger LOG = Logger.getInstance("#dev.assay");

  private final int index;
  private volatile String text = "Assay";

  private CodeActionIntention(int index) {
    this.index = index;
  }

  @Override
  public String getText() {
    return text;
  }

  @Override
  public String getFamilyName() {
    return "Assay: what was measured to help (" + (index + 1) + ")";
  }

  @Override
  public boolean isAvailable(Project project, Editor editor, PsiFile file) {
    Optional<CodeAction> action = action(project, editor, file);
    action.ifPresent(offered -> text = offered.getTitle());
    return action.isPresent();
  }

  @Override
  public void invoke(Project project, Editor editor, PsiFile file) {
    Optional<CodeAction> action = action(project, editor, file).filter(offered -> offered.getTitle().equals(text));
    String problem =
        action.isEmpty() ? "This is no longer offered, since the text or what is known about it has changed."
            : new EditApplier(project, file.getVirtualFile()).apply(action.get()).orElse("");
    if (problem.isEmpty()) {
      LOG.info("applied: " + text);
    } else {
      Notices.show(project, NotificationType.WARNING, problem);
    }
  }

  private Optional<CodeAction> action(Project project, Editor editor, PsiFile file) {
    List<CodeAction> offered = editor == null || file == null ? List.of() : CodeActions
        .of(project, file.getVirtualFile()).map(actions -> actions.at(editor, file.getVirtualFile())).orElse(List.of());
    return index < offered.size() ? Optional.of(offered.get(index)) : Optional.empty();
  }

  /** The edit is one command of its own, which may ask the user to make files writable first. */
  @Override
  public boolean startInWriteAction() {
    return false;
  }

  /** The first of the actions. */
  public static final class First extends CodeActionIntention {
    /** Called by the IDE. */
    public First() {
      super(0);
    }
  }

  /** The second of the actions. */
  public static final class Second extends CodeActionIntention {
    /** Called by the IDE. */
    public Second() {
      super(1);
    }
  }

  /** The third of the actions. */
  public static final class Third extends CodeActionIntention {
    /** Called by the IDE. */
    public Third() {
      super(2);
    }
  }

  /** The fourth of the actions. */
  public static final class Fourth extends CodeActionIntention {
    /** Called by the IDE. */
    public Fourth() {
      super(3);
    }
  }

  /** The fifth of the actions. */
  public static final class Fifth extends CodeActionIntention {
    /** Called by the IDE. */
    public Fifth() {
      super(4);
    }
  }

  /** The sixth of the actions. */
  public static final class Sixth extends CodeActionIntention {
    /** Called by the IDE. */
    public Sixth() {
      super(5);
    }
  }

  /** The seventh of the actions. */
  public static final class Seventh extends CodeActionIntention {
    /** Called by the IDE. */
    public Seventh() {
      super(6);
    }
  }

  /** The eighth of the actions, of which the server has no more. */
  public static final class Eighth extends CodeActionIntention {
    /** Called by the IDE. */
    public Eighth() {
      super(7);
    }
  }
}
