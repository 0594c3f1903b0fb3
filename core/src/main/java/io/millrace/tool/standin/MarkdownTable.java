package io.millrace.tool.standin;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of a Markdown text: a header and rows, all as wide as the header.
 *
 * @param rows the header first; cells without the escapes that a table needs
 */
record MarkdownTable(ImmutableList<ImmutableList<String>> rows) {
  private static final Splitter LINES = Splitter.onPattern("\r\n|\r|\n");

  /** Returns the tables in order; those inside code blocks are none. */
  static List<MarkdownTable> allIn(String text) {
    List<String> lines = LINES.splitToList(withoutWrapper(text));
    List<MarkdownTable> tables = new ArrayList<>();
    String fence = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (!fence.isEmpty() || line.startsWith("```") || line.startsWith("~~~")) {
        fence = fence.isEmpty() ? line.substring(0, 3) : line.startsWith(fence) ? "" : fence;
      } else if (at + 1 < lines.size() && startsTable(line, lines.get(at + 1).strip())) {
        int end = at + 2;
        while (end < lines.size() && lines.get(end).indexOf('|') >= 0) {
          end++;
        }
        tables.add(of(line, lines.subList(at + 2, end)));
        at = end - 1;
      }
    }
    return tables;
  }

  /** Models like to wrap all they write into one code block. */
  private static String withoutWrapper(String text) {
    String stripped = text.strip();
    int firstEnd = stripped.indexOf('\n');
    boolean wrapped =
        firstEnd > 0
            && stripped.startsWith("```")
            && stripped.indexOf("```", firstEnd) == stripped.length() - 3;
    return wrapped ? stripped.substring(firstEnd + 1, stripped.length() - 3) : text;
  }

  private static boolean startsTable(String header, String below) {
    return header.indexOf('|') >= 0
        && below.indexOf('|') >= 0
        && cells(below).stream().allMatch(cell -> cell.matches(":?-+:?"))
        && cells(below).size() == cells(header).size();
  }

  private static MarkdownTable of(String header, List<String> lines) {
    ImmutableList<String> names = cells(header);
    ImmutableList.Builder<ImmutableList<String>> rows = ImmutableList.builder();
    rows.add(names);
    for (String line : lines) {
      List<String> cells = new ArrayList<>(cells(line.strip()));
      while (cells.size() < names.size()) {
        cells.add("");
      }
      rows.add(ImmutableList.copyOf(cells.subList(0, names.size())));
    }
    return new MarkdownTable(rows.build());
  }

  private static ImmutableList<String> cells(String line) {
    int start = line.startsWith("|") ? 1 : 0;
    int end = line.endsWith("|") && !line.endsWith("\\|") && line.length() > 1 ? 1 : 0;
    String inner = line.substring(start, Math.max(start, line.length() - end));
    ImmutableList.Builder<String> cells = ImmutableList.builder();
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\' && i + 1 < inner.length() && inner.charAt(i + 1) == '|') {
        cell.append('|');
        i++;
      } else if (c == '|') {
        cells.add(text(cell));
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    return cells.add(text(cell)).build();
  }

  private static String text(StringBuilder cell) {
    String text = cell.toString().strip();
    return text.toLowerCase(Locale.ROOT).contains("<br")
        ? text.replaceAll("(?i)<br ?/?>", "\n")
        : text;
  }

  /** Returns the table as comma-separated values, a line feed after each row. */
  String csv() {
    StringBuilder csv = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        csv.append(i == 0 ? "" : ",").append(quoted(row.get(i)));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
