package io.millrace.extractor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileRef;
import java.util.List;
import java.util.Map;

/**
 * What was found in a file.
 *
 * @param text the text; Markdown where the format has structure
 * @param images the images that were kept, in order
 * @param warnings what was left out, one sentence each
 * @param parts the pieces the format itself has (rows, pages, sections), in order; empty where the
 *     text is all there is
 * @since 0.1
 */
public record ExtractedText(
    String text,
    ImmutableList<FileRef> images,
    ImmutableList<String> warnings,
    ImmutableList<Part> parts) {

  public ExtractedText {
    requireNonNull(text, "text");
  }

  /** Returns a text without images or warnings. */
  public static ExtractedText of(String text) {
    return of(text, ImmutableList.of(), ImmutableList.of());
  }

  /** Returns a text with images and warnings. */
  public static ExtractedText of(String text, List<FileRef> images, List<String> warnings) {
    return of(text, images, warnings, ImmutableList.of());
  }

  /** Returns a text with images, warnings and parts. */
  public static ExtractedText of(
      String text, List<FileRef> images, List<String> warnings, List<Part> parts) {
    return new ExtractedText(
        text,
        ImmutableList.copyOf(images),
        ImmutableList.copyOf(warnings),
        ImmutableList.copyOf(parts));
  }

  /**
   * One piece of a document, as the {@code documents} of {@code dify_extractor} show it (spec/04
   * §5.5).
   *
   * @param text its text; may be empty
   * @param metadata where it is from: {@code source} and, by format, {@code type}, {@code page},
   *     {@code sheet} or {@code row} (from 0)
   */
  public record Part(String text, ImmutableMap<String, Object> metadata) {
    public Part {
      requireNonNull(text, "text");
    }

    /** Returns a part; metadata values are strings and whole numbers. */
    public static Part of(String text, Map<String, ?> metadata) {
      return new Part(text, ImmutableMap.copyOf(metadata));
    }
  }
}
