package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Whether a recorded table shows a cell that the file does not write, such as {@code nan} for
 * {@code N/A}. We keep cells as they are written, so such a record does not bind. Most of them are
 * flagged {@code pandas_inference}; the flag is missing where the rewritten text happens to be in
 * another cell of the file too, which counting finds.
 */
final class RewrittenCells {
  private static final Splitter CELLS = Splitter.on(Pattern.compile("[,\r\n]")).trimResults();

  private RewrittenCells() {}

  static boolean in(JsonNode expect, byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (text.contains("\"") || text.contains("\uFFFD")) {
      // Quoted cells may hold commas and lines, and other encodings other texts: nothing to count.
      return false;
    }
    Multiset<String> written = HashMultiset.create(CELLS.splitToList(text));
    JsonNode rows = expect.path("messages").path(0).path("value").path("qa_chunks");
    return isRewritten(rows, "question", written) || isRewritten(rows, "answer", written);
  }

  private static boolean isRewritten(JsonNode rows, String column, Multiset<String> written) {
    Multiset<String> shown = HashMultiset.create();
    rows.forEach(row -> shown.add(row.path(column).asText().trim()));
    return shown.entrySet().stream().anyMatch(e -> e.getCount() > written.count(e.getElement()));
  }
}
