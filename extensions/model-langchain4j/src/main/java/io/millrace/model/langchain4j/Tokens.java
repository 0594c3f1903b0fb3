package io.millrace.model.langchain4j;

/** Guesses how many tokens a text has, for models whose tokenizer is not at hand. */
final class Tokens {
  private static final int ASCII_PER_TOKEN = 4;

  private Tokens() {}

  /** One token for four ASCII characters or for one other character: rather too many than few. */
  static int estimate(String text) {
    int ascii = 0;
    int other = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii++;
      } else if (!Character.isLowSurrogate(c)) {
        other++;
      }
    }
    return other + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN;
  }
}
