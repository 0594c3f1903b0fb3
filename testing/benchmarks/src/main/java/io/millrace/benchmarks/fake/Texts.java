package io.millrace.benchmarks.fake;

import java.util.Random;

/** Texts made of random words, the same for the same seed. */
public final class Texts {
  private static final String SYLLABLES = "baconedifugahilojumekanopirastuvewixyzolenthar";
  private static final int COMMON_HAN = 2_000;
  private static final int FIRST_HAN = 0x4E00;

  private Texts() {}

  /** Returns English-like text: sentences, lines, paragraphs. */
  public static String english(int length, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(length + 100);
    while (text.length() < length) {
      int sentences = 2 + random.nextInt(20);
      for (int sentence = 0; sentence < sentences; sentence++) {
        sentence(text, random);
        text.append(sentence % 3 == 2 ? '\n' : ' ');
      }
      text.append("\n\n");
    }
    text.setLength(length);
    return text.toString();
  }

  private static void sentence(StringBuilder text, Random random) {
    int words = 5 + random.nextInt(16);
    int begin = text.length();
    for (int word = 0; word < words; word++) {
      syllables(text, random);
      if (random.nextInt(3) == 0) { // a few words are common and most are rare
        syllables(text, random);
      }
      text.append(' ');
    }
    text.setCharAt(begin, Character.toUpperCase(text.charAt(begin)));
    text.setCharAt(text.length() - 1, '.');
  }

  private static void syllables(StringBuilder text, Random random) {
    int from = 2 * random.nextInt(20);
    text.append(SYLLABLES, from, from + 2 + random.nextInt(5));
  }

  /** Returns Chinese-like text: sentences that end in a full stop, paragraphs. */
  public static String chinese(int length, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(length + 100);
    while (text.length() < length) {
      int sentences = 2 + random.nextInt(5);
      for (int sentence = 0; sentence < sentences; sentence++) {
        int characters = 10 + random.nextInt(40);
        for (int i = 0; i < characters; i++) {
          text.append((char) (FIRST_HAN + random.nextInt(COMMON_HAN)));
        }
        text.append('。');
      }
      text.append("\n\n");
    }
    text.setLength(length);
    return text.toString();
  }

  /** Returns letters without anything to cut at. */
  public static String unbroken(int length, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** Many different texts of one length, cut out of one long text. */
  public static final class Pieces {
    private static final int SOURCE = 8_000_000;

    private final String source;
    private final int length;

    public Pieces(int length) {
      this.source = english(SOURCE, length);
      this.length = length;
    }

    /** Returns a text that begins with its number; always the same for a number. */
    public String get(int number) {
      long offset = number * 7_919L * length / 3 + number * 31L;
      String head = "#" + number + " ";
      int from = (int) (offset % (SOURCE - length));
      return head + source.substring(from, from + length - head.length());
    }
  }
}
