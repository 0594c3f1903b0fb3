package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as {@code dify_extractor} gives it: the text with its linked images re-hosted, one part
 * a heading (spec/04 §5.5).
 */
final class MarkdownFile {
  private static final Pattern IMAGE =
      Pattern.compile("(?i)(!\\[[^\\]]*\\]\\()(https?://[^\\s)]+)");
  private static final Pattern HEADING =
      Pattern.compile("#{1,6}\\s+(.+)", Pattern.UNICODE_CHARACTER_CLASS);

  private final String source;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private @Nullable String heading;
  private @Nullable String fence;

  private MarkdownFile(String source) {
    this.source = source;
  }

  static ExtractedText read(String markdown, String source, ImageKeeper images) {
    String text = withImages(markdown, images);
    return ExtractedText.of(
        text, images.kept(), images.warnings(), new MarkdownFile(source).split(text));
  }

  private static String withImages(String markdown, ImageKeeper images) {
    Matcher matcher = IMAGE.matcher(markdown);
    StringBuilder text = new StringBuilder(markdown.length());
    int copied = 0;
    while (matcher.find()) {
      String url = matcher.group(2);
      text.append(markdown, copied, matcher.start(2)).append(images.remote(url).orElse(url));
      copied = matcher.end();
    }
    return text.append(markdown, copied, markdown.length()).toString();
  }

  private List<Part> split(String text) {
    for (String line : PythonBlanks.lines(text)) {
      Matcher matcher = HEADING.matcher(line);
      if (fence == null && matcher.matches()) {
        endPart();
        heading = PythonBlanks.strip(matcher.group(1));
      } else {
        followFence(line);
        body.append(line).append('\n');
      }
    }
    endPart();
    return parts;
  }

  /** Headings inside fenced code are none. */
  private void followFence(String line) {
    String start = PythonBlanks.strip(line);
    String mark = start.startsWith("```") ? "```" : start.startsWith("~~~") ? "~~~" : null;
    if (mark == null) {
      return;
    }
    if (fence == null) {
      fence = mark;
    } else if (fence.equals(mark)) {
      fence = null;
    }
  }

  private void endPart() {
    String text = PythonBlanks.strip(body.toString());
    if (heading != null) {
      text = text.isEmpty() ? heading : heading + "\n" + text;
    }
    if (!text.isEmpty()) {
      parts.add(Part.of(text, Map.of("source", source)));
    }
    body.setLength(0);
  }
}
