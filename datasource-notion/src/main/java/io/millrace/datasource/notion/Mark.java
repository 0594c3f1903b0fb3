package io.millrace.datasource.notion;

/** A form that text can have. Code and links are not among them: they are pieces of their own. */
enum Mark {
  UNDERLINE("", "u"),
  STRIKE("~~", "del"),
  BOLD("**", "strong"),
  ITALIC("*", "em");

  private final String sign;
  private final String tag;

  Mark(String sign, String tag) {
    this.sign = sign;
    this.tag = tag;
  }

  String annotation() {
    return switch (this) {
      case UNDERLINE -> "underline";
      case STRIKE -> "strikethrough";
      case BOLD -> "bold";
      case ITALIC -> "italic";
    };
  }

  /** Returns what opens it: Markdown's sign, or a tag where the sign would not be understood. */
  String open(boolean asSign) {
    return asSign && !sign.isEmpty() ? sign : "<" + tag + ">";
  }

  String close(boolean asSign) {
    return asSign && !sign.isEmpty() ? sign : "</" + tag + ">";
  }
}
