package io.millrace.template.jinjava;

/** Rendered text that may not grow for ever. */
final class Out {
  private final Run run;
  private final StringBuilder text = new StringBuilder();
  private int codePoints;

  Out(Run run) {
    this.run = run;
  }

  void append(String piece) {
    run.spend(piece.length());
    codePoints += piece.length();
    if (codePoints > run.limits.outputCharacters()) {
      codePoints = text.codePointCount(0, text.length()) + piece.codePointCount(0, piece.length());
      if (codePoints > run.limits.outputCharacters()) {
        throw tooLong(run);
      }
    }
    text.append(piece);
  }

  static TemplateException tooLong(Run run) {
    return TemplateException.limit(
        "Output length exceeds " + run.limits.outputCharacters() + " characters");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
