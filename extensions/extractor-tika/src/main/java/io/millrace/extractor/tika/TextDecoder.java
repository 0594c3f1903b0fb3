package io.millrace.extractor.tika;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.apache.tika.parser.txt.UniversalEncodingDetector;
import org.jspecify.annotations.Nullable;

/**
 * Decodes text of unknown charset: a byte order mark decides, then UTF-8 when all of it is valid,
 * then what the bytes look like. What still cannot be decoded is dropped (spec/04 §4).
 */
final class TextDecoder {
  private static final char MARK = '\uFEFF';

  private TextDecoder() {}

  /** Decodes plain text without its byte order mark. */
  static String decode(byte[] bytes) {
    return withoutMark(decodeAsIs(bytes, false));
  }

  /** Decodes HTML, where the text itself may name its charset. */
  static String decodeHtml(byte[] bytes) {
    return withoutMark(decodeAsIs(bytes, true));
  }

  /** Decodes with a byte order mark left in place. */
  static String decodeAsIs(byte[] bytes, boolean html) {
    Charset marked = byMark(bytes);
    if (marked != null) {
      return lenient(bytes, marked);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return lenient(bytes, byLooks(bytes, html));
    }
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static @Nullable Charset byMark(byte[] b) {
    int first = b.length > 1 ? (b[0] & 0xFF) << 8 | (b[1] & 0xFF) : 0;
    int second = b.length > 3 ? (b[2] & 0xFF) << 8 | (b[3] & 0xFF) : -1;
    if (first == 0xFFFE) {
      return second == 0 ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
    } else if (first == 0xFEFF) {
      return StandardCharsets.UTF_16BE;
    } else if (first == 0 && second == 0xFEFF) {
      return Charset.forName("UTF-32BE");
    }
    return null;
  }

  private static Charset byLooks(byte[] bytes, boolean html) {
    List<EncodingDetector> detectors =
        html
            ? List.of(
                new HtmlEncodingDetector(),
                new UniversalEncodingDetector(),
                new Icu4jEncodingDetector())
            : List.of(new UniversalEncodingDetector(), new Icu4jEncodingDetector());
    try {
      for (EncodingDetector detector : detectors) {
        Charset found = detector.detect(new ByteArrayInputStream(bytes), new Metadata());
        if (found != null && !found.equals(StandardCharsets.UTF_8)) {
          return found;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // from memory: cannot happen
    }
    return Charset.forName("windows-1252");
  }

  private static String lenient(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.IGNORE)
          .onUnmappableCharacter(CodingErrorAction.IGNORE)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw Flaw.unexplained("is not text in " + charset, e);
    }
  }
}
