package io.millrace.file;

/**
 * The coarse kind of a file, as Dify's file object spells it (spec/02 §6).
 *
 * @since 0.1
 */
public enum FileType {
  IMAGE,
  DOCUMENT,
  AUDIO,
  VIDEO,
  CUSTOM;

  /** Returns the spelling used in JSON: lower case. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Returns the type with the given wire name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FileType of(String wireName) {
    for (FileType type : values()) {
      if (type.wireName().equals(wireName)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Unknown file type '" + wireName + "'. Known: image, document, audio, video, custom");
  }
}
