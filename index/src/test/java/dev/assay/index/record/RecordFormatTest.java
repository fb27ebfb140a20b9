package dev.assay.index.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.TestFunctions;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordFormatTest {
  @Test
  void readsWhatItWrote() throws IOException {
    for (int i = 0; i < 100; i++) {
      FunctionBody body = TestFunctions.body(i, i % 3);
      assertThat(RecordFormat.readBody(RecordFormat.write(body), body.bundleId(), body.embedding())).isEqualTo(body);
      FunctionPlace place = TestFunctions.place("/ü/" + i, "f" + i);
      assertThat(RecordFormat.readPlace(RecordFormat.write(place, body.unitHash())))
          .isEqualTo(new RecordFormat.PlacedHash(place, body.unitHash()));
    }
  }

  @Test
  void saysThatBytesAreCutShort() {
    FunctionBody body = TestFunctions.body(1);
    byte[] bytes = RecordFormat.write(body);
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RecordFormat.readBody(cut, body.bundleId(), body.embedding()))
          .isInstanceOf(IOException.class);
    }
  }
}
