package io.millrace.tool.chunk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a comma-separated text (RFC 4180), as forgiving as the original: lines end
 * with LF, CR LF or CR, lines of blanks are left out, a quote within a bare cell is text, and text
 * after a closing quote belongs to the cell.
 */
final class CsvReader {
  private final String text;
  private int at;
  private int line;

  CsvReader(String text) {
    this.text = text;
  }

  /** Returns how many lines, blank ones too, end before the next record. */
  int line() {
    return line;
  }

  /**
   * Returns the cells of the next record, or {@code null} at the end.
   *
   * @throws CsvException if a quote is not closed
   */
  @Nullable List<String> next() {
    skipBlankLines();
    if (at == text.length()) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(cell());
      if (at == text.length() || text.charAt(at) != ',') {
        endLine();
        return cells;
      }
      at++;
    }
  }

  private void skipBlankLines() {
    int from = at;
    while (from < text.length()) {
      char c = text.charAt(from);
      if (c == '\n' || c == '\r') {
        at = from;
        endLine();
        from = at;
      } else if (c == ' ' || c == '\t') {
        from++;
      } else {
        return;
      }
    }
    at = from;
  }

  private void endLine() {
    if (at < text.length()) {
      boolean pair = text.startsWith("\r\n", at);
      at += pair ? 2 : 1;
    }
    line++;
  }

  private String cell() {
    if (at == text.length() || text.charAt(at) != '"') {
      return bare();
    }
    StringBuilder cell = new StringBuilder();
    int from = at + 1;
    while (true) {
      int quote = text.indexOf('"', from);
      if (quote < 0) {
        throw new CsvException(
            "Error tokenizing data. C error: EOF inside string starting at row " + line);
      }
      cell.append(text, from, quote);
      if (!text.startsWith("\"", quote + 1)) {
        at = quote + 1;
        return cell.isEmpty() ? bare() : cell.append(bare()).toString();
      }
      cell.append('"');
      from = quote + 2;
    }
  }

  private String bare() {
    int start = at;
    while (at < text.length() && !endsCell(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean endsCell(char c) {
    return c == ',' || c == '\n' || c == '\r';
  }
}
