package dev.assay.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.TestFunctions;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void readsWhatItWrote() throws IOException {
    for (int i = 0; i < 100; i++) {
      FunctionBody body = TestFunctions.body(i, i % 3);
      assertThat(Records.readBody(Records.write(body), body.bundleId(), body.embedding())).isEqualTo(body);
      FunctionPlace place = TestFunctions.place("/ü/" + i, "f" + i);
      assertThat(Records.readPlace(Records.write(place, body.unitHash())))
          .isEqualTo(new Records.PlacedHash(place, body.unitHash()));
    }
  }

  @Test
  void saysThatBytesAreCutShort() {
    FunctionBody body = TestFunctions.body(1);
    byte[] bytes = Records.write(body);
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Records.readBody(cut, body.bundleId(), body.embedding()))
          .isInstanceOf(IOException.class);
    }
  }
}
