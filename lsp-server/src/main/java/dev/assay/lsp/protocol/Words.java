package dev.assay.lsp.protocol;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Writes the constants of an enumeration as words, for example {@code readOnly}; LSP4J would write numbers. */
public final class Words implements TypeAdapterFactory {
  /** Is made by Gson. */
  public Words() {}

  /** The word of a constant: its name in camel case. */
  public static String of(Enum<?> constant) {
    String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder word = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i], 1, parts[i].length());
    }
    return word.toString();
  }

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(value == null ? null : of((Enum<?>) value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
          in.nextNull();
          return null;
        }
        String word = in.nextString();
        @SuppressWarnings("unchecked") // the constants of T are T
        T[] constants = (T[]) type.getRawType().getEnumConstants();
        return Arrays.stream(constants).filter(constant -> of((Enum<?>) constant).equals(word)).findFirst()
            .orElse(null);
      }
    };
  }
}
