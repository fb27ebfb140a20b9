package dev.assay.lsp.commands;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Reads the members of an argument; what does not fit is refused with a sentence. Clients are not trusted. */
public final class Arguments {
  private Arguments() {}

  /** A refusal of what was asked: code InvalidParams. */
  public static ResponseErrorException invalid(String sentence) {
    return new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, sentence, null));
  }

  /** What was asked is right, but cannot be done: code RequestFailed. */
  public static ResponseErrorException failed(String sentence) {
    return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, sentence, null));
  }

  /** A member that is text, where there is such a member. */
  public static Optional<String> text(JsonObject argument, String member) {
    Optional<JsonElement> value = member(argument, member);
    if (value.isPresent() && !(value.get() instanceof JsonPrimitive primitive && primitive.isString())) {
      throw invalid("'" + member + "' has to be a string");
    }
    return value.map(JsonElement::getAsString);
  }

  /** A member that is one of some words; the first of them where there is no such member. */
  public static String word(JsonObject argument, String member, List<String> words) {
    String text = text(argument, member).orElse(words.get(0));
    if (!words.contains(text)) {
      throw invalid("'" + member + "' has to be one of " + String.join(", ", words));
    }
    return text;
  }

  /** A member that is true or false; false where there is no such member. */
  public static boolean truth(JsonObject argument, String member) {
    Optional<JsonElement> value = member(argument, member);
    if (value.isPresent() && !(value.get() instanceof JsonPrimitive primitive && primitive.isBoolean())) {
      throw invalid("'" + member + "' has to be true or false");
    }
    return value.isPresent() && value.get().getAsBoolean();
  }

  /** A member that is a whole number within a range, both ends included; {@code otherwise} where there is none. */
  public static int number(JsonObject argument, String member, int least, int most, int otherwise) {
    Optional<JsonElement> value = member(argument, member);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (number == Math.rint(number) && number >= least && number <= most) {
        return (int) number;
      }
    }
    throw invalid("'" + member + "' has to be a whole number from " + least + " to " + most);
  }

  /** A member that is an object; refused where there is none. */
  public static JsonObject object(JsonObject argument, String member) {
    if (member(argument, member).orElse(null) instanceof JsonObject object) {
      return object;
    }
    throw invalid("'" + member + "' has to be there, and has to be an object");
  }

  private static Optional<JsonElement> member(JsonObject argument, String member) {
    return Optional.ofNullable(argument.get(member)).filter(value -> !value.isJsonNull());
  }
}
