package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractedText.Part;
import io.millrace.extractor.ExtractionException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CSV as {@code dify_extractor} gives it: one table, one part a row (spec/04 §5.5). */
final class CsvMarkdown {
  private CsvMarkdown() {}

  static ExtractedText read(String csv, String source, BoundedText out) {
    List<CsvReader.Row> rows;
    try {
      rows = CsvReader.read(csv, CsvReader.Mode.STRICT);
    } catch (SyntaxFlaw e) {
      throw Flaw.of(
          Reason.MALFORMED, "contains invalid CSV data near row %d".formatted(e.line()), e);
    }
    if (rows.isEmpty() || isBlank(rows.get(0).cells())) {
      throw Flaw.of(Reason.MALFORMED, "has no CSV header");
    }
    List<String> header = ToolTable.named(rows.get(0).cells());
    ToolTable.header(header, out);
    List<Part> parts = new ArrayList<>();
    for (CsvReader.Row row : rows.subList(1, rows.size())) {
      List<String> cells = row.cells();
      if (isBlank(cells)) {
        continue;
      }
      if (cells.size() != header.size()) {
        throw Flaw.of(
            Reason.MALFORMED,
            "has %d columns on CSV row %d; expected %d"
                .formatted(cells.size(), row.number(), header.size()));
      }
      ToolTable.row(cells, out);
      parts.add(
          Part.of(
              ToolTable.sentence(header, cells),
              Map.of("source", source, "row", (long) row.number() - 2)));
    }
    if (parts.isEmpty()) {
      throw Flaw.of(Reason.EMPTY, "contains no extractable content");
    }
    return ExtractedText.of(out.toString(), List.of(), List.of(), parts);
  }

  private static boolean isBlank(List<String> cells) {
    return cells.stream().allMatch(String::isBlank);
  }
}
