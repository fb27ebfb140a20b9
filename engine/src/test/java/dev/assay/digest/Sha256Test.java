package dev.assay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Digests are those of FIPS 180-4. */
class Sha256Test {
  private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void digestsAreThoseOfTheStandard() {
    assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(OF_ABC);
    assertThat(Sha256.of(new byte[0])).hasSize(32).startsWith(0xe3, 0xb0, 0xc4, 0x42);
  }
}
