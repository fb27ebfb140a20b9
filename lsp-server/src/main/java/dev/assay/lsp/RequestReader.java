package dev.assay.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Reads messages; a request whose parameters cannot be read is answered, and told why. LSP4J reads members in their
 * order and so does not know the {@code id} of a request that names it after such parameters, as clients may: it takes
 * that request for a notification, and its client would wait forever. Thread-safe.
 */
final class RequestReader extends MessageJsonHandler {

  /**
   * A reader.
   *
   * @param methods what can be called, by name
   */
  RequestReader(Map<String, JsonRpcMethod> methods) {
    super(methods);
  }

  @Override
  public Message parseMessage(Reader from) {
    StringWriter text = new StringWriter();
    try {
      from.transferTo(text);
    } catch (IOException e) {
      throw new JsonIOException(e);
    }
    return parseMessage(text.toString());
  }

  @Override
  public Message parseMessage(CharSequence text) {
    try {
      return super.parseMessage(new StringReader(text.toString()));
    } catch (MessageIssueException e) {
      RequestMessage request = request(text).orElseThrow(() -> e);
      String why = e.getIssues().isEmpty() ? e.getMessage() : sentence(e.getIssues().getFirst());
      throw new MessageIssueException(request,
          new MessageIssue("the parameters of " + request.getMethod() + " are not of the kind that it takes: " + why,
              ResponseErrorCode.InvalidParams.getValue()));
    }
  }

  /** The innermost cause in a line: Gson wraps it, and adds the address of a page for its own users. */
  private static String sentence(MessageIssue issue) {
    String sentence = issue.getText();
    for (Throwable cause = issue.getCause(); cause != null; cause = cause.getCause()) {
      sentence = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
    return sentence.lines().findFirst().orElse("they cannot be read");
  }

  /** Who asks, and for what; empty where the text is no JSON object, or no request. */
  private static Optional<RequestMessage> request(CharSequence text) {
    try {
      JsonObject whole = JsonParser.parseString(text.toString()).getAsJsonObject();
      JsonElement id = whole.get("id");
      JsonElement method = whole.get("method");
      if (id == null || method == null || !id.isJsonPrimitive() || !method.isJsonPrimitive()) {
        return Optional.empty();
      }
      RequestMessage request = new RequestMessage();
      request.setMethod(method.getAsString());
      if (id.getAsJsonPrimitive().isNumber()) {
        request.setId(id.getAsInt());
      } else {
        request.setId(id.getAsString());
      }
      return Optional.of(request);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
