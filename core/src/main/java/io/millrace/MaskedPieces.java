package io.millrace;

import io.millrace.variable.Selector;

/**
 * Masks secrets in a text that comes in pieces: the end of a piece that may be the beginning of a
 * secret is kept back until the next tells.
 */
final class MaskedPieces {
  private final SecretMask mask;
  private final Selector selector;
  private String keptBack = "";

  MaskedPieces(SecretMask mask, Selector selector) {
    this.mask = mask;
    this.selector = selector;
  }

  /** Returns where the text is a node's output. */
  Selector selector() {
    return selector;
  }

  /** Returns what may be shown now. */
  synchronized String add(String piece) {
    String text = keptBack + piece;
    int shown = text.length() - mask.beginningAtTheEnd(text);
    keptBack = text.substring(shown);
    return mask.text(text.substring(0, shown));
  }

  /** Returns what was kept back; the text ends here. */
  synchronized String rest() {
    String rest = mask.text(keptBack);
    keptBack = "";
    return rest;
  }
}
