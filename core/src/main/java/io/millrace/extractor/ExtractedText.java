package io.millrace.extractor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.millrace.file.FileRef;
import java.util.List;

/**
 * What was found in a file.
 *
 * @param text the text; Markdown where the format has structure
 * @param images the images that were kept, in order
 * @param warnings what was left out, one sentence each
 * @since 0.1
 */
public record ExtractedText(
    String text, ImmutableList<FileRef> images, ImmutableList<String> warnings) {

  public ExtractedText {
    requireNonNull(text, "text");
  }

  /** Returns a text without images or warnings. */
  public static ExtractedText of(String text) {
    return new ExtractedText(text, ImmutableList.of(), ImmutableList.of());
  }

  /** Returns a text with images and warnings. */
  public static ExtractedText of(String text, List<FileRef> images, List<String> warnings) {
    return new ExtractedText(text, ImmutableList.copyOf(images), ImmutableList.copyOf(warnings));
  }
}
