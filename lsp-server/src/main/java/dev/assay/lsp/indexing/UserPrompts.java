package dev.assay.lsp.indexing;

import dev.assay.lsp.client.ClientPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowMessageRequestParams;

/** Shows the user a sentence, or asks for a decision. Never waits. */
final class UserPrompts {
  private UserPrompts() {}

  /** Shows a sentence. */
  static void show(ClientPort client, MessageType type, String sentence) {
    client.client().showMessage(new MessageParams(type, sentence));
  }

  /**
   * Asks whether something is to be done.
   *
   * @param action what the button says
   * @return whether it was chosen; false where the client does not ask
   */
  static CompletableFuture<Boolean> ask(ClientPort client, String sentence, String action) {
    ShowMessageRequestParams question =
        new ShowMessageRequestParams(List.of(new MessageActionItem(action), new MessageActionItem("Not now")));
    question.setType(MessageType.Warning);
    question.setMessage(sentence);
    return client.client().showMessageRequest(question)
        .thenApply(chosen -> Optional.ofNullable(chosen).map(MessageActionItem::getTitle).equals(Optional.of(action)))
        .exceptionally(refusal -> {
          client.log(MessageType.Warning, sentence);
          return false;
        });
  }
}
