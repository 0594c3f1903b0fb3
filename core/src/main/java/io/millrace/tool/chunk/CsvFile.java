package io.millrace.tool.chunk;

import com.google.common.base.CharMatcher;
import io.millrace.tool.ToolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads a table of unknown encoding: UTF-8, or else GBK, or else Latin-1 (spec/04 §5.4). */
final class CsvFile {
  private static final Charset GBK = Charset.forName("GBK");

  /** What the JDK's decoder makes of byte pairs that GBK leaves to users, and of a later euro. */
  private static final CharMatcher NOT_IN_GBK =
      CharMatcher.inRange('\uE000', '\uF8FF').or(CharMatcher.is('€'));

  private CsvFile() {}

  /**
   * Reads a table.
   *
   * @throws CsvException if a UTF-8 text is no table
   * @throws ToolException if a text in another encoding is no table
   */
  static CsvTable read(byte[] bytes) {
    String utf8;
    try {
      utf8 = decode(bytes, StandardCharsets.UTF_8);
    } catch (CharacterCodingException notUtf8) {
      return readLegacy(bytes);
    }
    return CsvTable.read(utf8.startsWith("\uFEFF") ? utf8.substring(1) : utf8);
  }

  private static CsvTable readLegacy(byte[] bytes) {
    try {
      String text = decode(bytes, GBK);
      return NOT_IN_GBK.matchesNoneOf(text) ? CsvTable.read(text) : readLatin1(bytes);
    } catch (CharacterCodingException | CsvException notGbk) {
      return readLatin1(bytes);
    }
  }

  private static CsvTable readLatin1(byte[] bytes) {
    try {
      return CsvTable.read(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (CsvException e) {
      throw new ToolException("Parameter 'input_file' is no CSV file: " + e.getMessage(), e);
    }
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
