package io.millrace.datasource.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentDigestTest {

  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "MD5, 25f9e794323b453885f5181f1b624d0b",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void theDigitsFromOneToNineHaveThePublishedValue(Checksum.Kind kind, String hex) {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

    assertThat(digest(kind, digits, digits.length)).isEqualTo(hex);
  }

  @ParameterizedTest
  @EnumSource(Checksum.Kind.class)
  void theValueIsTheSameInWhateverPiecesTheBytesCome(Checksum.Kind kind) {
    byte[] bytes = new byte[(4 << 20) + 13];
    new Random(7).nextBytes(bytes);

    assertThat(digest(kind, bytes, 65_537)).isEqualTo(digest(kind, bytes, bytes.length));
  }

  private static String digest(Checksum.Kind kind, byte[] bytes, int piece) {
    ContentDigest digest = kind.start();
    for (int at = 0; at < bytes.length; at += piece) {
      digest.update(bytes, at, Math.min(piece, bytes.length - at));
    }
    return digest.hex();
  }
}
