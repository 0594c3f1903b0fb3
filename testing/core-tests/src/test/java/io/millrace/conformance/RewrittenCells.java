package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether a recorded table shows a cell that the file does not write, such as {@code nan} for
 * {@code N/A}. We keep cells as they are written, so such a record does not bind. Most of them are
 * flagged {@code pandas_inference}; the flag is missing where the rewritten text happens to be in
 * another cell of the file too, which counting finds.
 */
final class RewrittenCells {
  private RewrittenCells() {}

  static boolean in(JsonNode expect, byte[] file) {
    JsonNode rows = expect.path("messages").path(0).path("value").path("qa_chunks");
    Multiset<String> written = cells(decoded(file));
    return isRewritten(rows, "question", written) || isRewritten(rows, "answer", written);
  }

  private static boolean isRewritten(JsonNode rows, String column, Multiset<String> written) {
    Multiset<String> shown = HashMultiset.create();
    rows.forEach(row -> shown.add(row.path(column).asText().trim()));
    return shown.entrySet().stream().anyMatch(e -> e.getCount() > written.count(e.getElement()));
  }

  /** Returns the cells as a plain reading finds them: quotes around, doubled quotes within. */
  private static Multiset<String> cells(String text) {
    Multiset<String> cells = HashMultiset.create();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '\n' : text.charAt(i);
      if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
        cells.add(cell.toString().trim());
        cell.setLength(0);
      } else if (c == '"' && quoted && text.startsWith("\"", i + 1)) {
        cell.append(c);
        i++;
      } else if (c == '"' && (quoted || cell.isEmpty())) {
        quoted = !quoted;
      } else {
        cell.append(c);
      }
    }
    return cells;
  }

  private static String decoded(byte[] file) {
    return decoded(file, StandardCharsets.UTF_8)
        .or(() -> decoded(file, Charset.forName("GBK")))
        .orElseGet(() -> new String(file, StandardCharsets.ISO_8859_1))
        .replace("\uFEFF", "");
  }

  private static Optional<String> decoded(byte[] file, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
    } catch (CharacterCodingException another) {
      return Optional.empty();
    }
  }
}
