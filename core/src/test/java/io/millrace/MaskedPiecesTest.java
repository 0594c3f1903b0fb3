package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.EnvironmentVariable;
import io.millrace.variable.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedPiecesTest {
  private static final String SECRET = "sk-1234567890abc";

  private final MaskedPieces pieces =
      new MaskedPieces(
          SecretMask.of(List.of(new EnvironmentVariable("e", "key", "secret", SECRET))),
          Selector.of("llm", "text"));

  @Test
  void aSecretThatIsSplitOverPiecesIsMaskedWhereverTheyPart() {
    for (int first = 1; first < SECRET.length(); first++) {
      for (int second = first; second < SECRET.length(); second++) {
        String shown =
            pieces.add("the key is " + SECRET.substring(0, first))
                + pieces.add(SECRET.substring(first, second))
                + pieces.add(SECRET.substring(second) + ", keep it")
                + pieces.rest();

        assertThat(shown).startsWith("the key is ").endsWith(", keep it");
        assertThat(shown).doesNotContain("1234567890");
      }
    }
  }

  @Test
  void whatOnlyBeganLikeASecretIsShownInTheEnd() {
    assertThat(pieces.add("a sk-12")).isEqualTo("a ");
    assertThat(pieces.add("99")).isEqualTo("sk-1299");
    assertThat(pieces.add(" sk-")).isEqualTo(" ");
    assertThat(pieces.rest()).isEqualTo("sk-");
    assertThat(pieces.rest()).isEmpty();
  }
}
