package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.universalchardet.UniversalDetector;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page. A byte-order mark is believed first; then text that is valid UTF-8, because other
 * encodings do not look like it by chance and servers often announce the wrong one; then the
 * server; then the page itself; then what its bytes look like.
 */
final class PageText {
  private static final int META_WITHIN = 2_048;
  private static final int LOOKED_AT = 64 << 10;

  /** What browsers take a page for that gives no hint. */
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private static final Pattern META =
      Pattern.compile(
          "<meta[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([\\w.:-]+)");
  private static final Pattern PARAMETER =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  /** Names that browsers take for another encoding, one that has all of theirs and more. */
  private static final Map<String, String> WIDER =
      Map.of(
          "iso-8859-1", "windows-1252",
          "latin1", "windows-1252",
          "us-ascii", "windows-1252",
          "ascii", "windows-1252",
          "gb2312", "GB18030",
          "gbk", "GB18030",
          "gb_2312-80", "GB18030",
          "shift_jis", "windows-31j",
          "euc-kr", "x-windows-949",
          "iso-8859-9", "windows-1254");

  private PageText() {}

  static String decode(byte[] bytes, @Nullable String contentType) {
    Charset marked = byMark(bytes);
    if (marked != null) {
      String text = new String(bytes, marked);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
    Charset announced = named(contentType == null ? null : first(PARAMETER, contentType));
    if (announced != null && announced.name().startsWith("UTF-16")) {
      return new String(bytes, announced);
    } else if (Utf8.isWellFormed(bytes) && !escapes(bytes)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    Charset charset = announced;
    if (charset == null || charset.equals(StandardCharsets.UTF_8)) {
      Charset declared = declared(bytes);
      charset = declared == null || declared.equals(StandardCharsets.UTF_8) ? charset : declared;
    }
    return new String(bytes, charset == null ? byLooks(bytes) : charset);
  }

  private static Charset byLooks(byte[] bytes) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, Math.min(bytes.length, LOOKED_AT));
    detector.dataEnd();
    Charset found = named(detector.getDetectedCharset());
    return found == null || found.equals(StandardCharsets.UTF_8) ? WESTERN : found;
  }

  /** ISO-2022 writes other letters as ASCII behind an escape; it is no UTF-8 for that. */
  private static boolean escapes(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0x1b) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Charset byMark(byte[] b) {
    if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
      return StandardCharsets.UTF_8;
    } else if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    } else if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    } else if (b.length >= 2 && (b[0] == 0 && b[1] == '<' || b[0] == '<' && b[1] == 0)) {
      return b[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE; // by its first tag
    }
    return null;
  }

  private static @Nullable Charset declared(byte[] bytes) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, META_WITHIN), StandardCharsets.ISO_8859_1);
    String name = first(META, head);
    Charset charset = named(name != null ? name : first(XML, head));
    // what could be read until here is no UTF-16, whatever it says
    return charset != null && charset.name().startsWith("UTF-16") ? null : charset;
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static @Nullable Charset named(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String label = Ascii.toLowerCase(CharMatcher.anyOf("\"' ").trimFrom(name));
    try {
      return Charset.forName(WIDER.getOrDefault(label, label));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }
}
