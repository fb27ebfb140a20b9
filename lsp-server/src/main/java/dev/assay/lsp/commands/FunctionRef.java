package dev.assay.lsp.commands;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.eclipse.lsp4j.Position;

/**
 * How a client says which function it means: by a position in its definition or on its name, or by its name.
 *
 * @param uri the document
 * @param position where it is, as the protocol counts; empty where the name says which
 * @param name what it is called in the IR; empty where the position says which
 */
public record FunctionRef(String uri, Optional<Position> position, Optional<String> name) {
  /**
   * Reads {@code uri} and either {@code position} or {@code name}; where there are both, the name counts.
   *
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException InvalidParams, where they are missing or do not fit
   */
  public static FunctionRef of(JsonObject argument) {
    String uri = Arguments.text(argument, "uri").filter(text -> !text.isEmpty())
        .orElseThrow(() -> Arguments.invalid("a function needs 'uri' and either 'position' or 'name'"));
    Optional<String> name = Arguments.text(argument, "name").filter(text -> !text.isEmpty());
    if (name.isPresent()) {
      return new FunctionRef(uri, Optional.empty(), name);
    }
    JsonObject position = Arguments.object(argument, "position");
    return new FunctionRef(uri,
        Optional.of(new Position(coordinate(position, "line"), coordinate(position, "character"))), Optional.empty());
  }

  private static int coordinate(JsonObject position, String member) {
    int value = Arguments.number(position, member, 0, Integer.MAX_VALUE, -1);
    if (value < 0) {
      throw Arguments.invalid("a position has 'line' and 'character'");
    }
    return value;
  }
}
