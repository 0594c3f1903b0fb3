package io.millrace.node.http;

import io.millrace.http.HttpReply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer is a file or a text.
 *
 * @param contentType in lower case, without parameters; empty when unknown
 * @param filename that the server gave it, or {@code null}
 */
record ReplyKind(boolean isFile, String contentType, @Nullable String filename) {
  /** How much of the body is looked at. */
  static final int SAMPLE = 1_024;

  private static final List<String> TEXT_APPLICATIONS =
      List.of("json", "xml", "javascript", "x-www-form-urlencoded", "yaml", "graphql");
  private static final List<String> MARKERS =
      List.of("{", "[", "<", "function", "var ", "const ", "let ");
  private static final Pattern FILENAME =
      Pattern.compile("filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  static ReplyKind of(HttpReply reply, byte[] start) {
    String type =
        reply
            .header("content-type")
            .orElse("")
            .replaceFirst(";.*", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    String disposition = reply.header("content-disposition").orElse("");
    Matcher named = FILENAME.matcher(disposition);
    String filename = null;
    if (named.find()) {
      filename = named.group(1) == null ? named.group(2) : named.group(1);
    }
    boolean attached =
        disposition.strip().toLowerCase(Locale.ROOT).startsWith("attachment") || filename != null;
    return new ReplyKind(attached || isFile(type, start), type, filename);
  }

  private static boolean isFile(String type, byte[] start) {
    if (type.equals("text/csv")) {
      return false;
    } else if (type.startsWith("application/")) {
      return TEXT_APPLICATIONS.stream().noneMatch(type::contains) && !looksLikeText(start);
    }
    return type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
  }

  private static boolean looksLikeText(byte[] start) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(start))
              .toString();
      return MARKERS.stream().anyMatch(text::contains);
    } catch (CharacterCodingException binary) {
      return false;
    }
  }
}
