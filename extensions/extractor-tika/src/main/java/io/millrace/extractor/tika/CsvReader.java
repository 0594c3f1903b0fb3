package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values as Python's {@code csv} does: quotes count only at the start of a
 * cell, a doubled quote is one, a quoted cell may hold line breaks.
 */
final class CsvReader {

  /** How much is forgiven. */
  enum Mode {
    /**
     * Text after a closing quote and an open quote at the end are taken as they are; a lone
     * carriage return is an error, as for the {@code document-extractor} node.
     */
    LENIENT,
    /** Both are errors, any line end will do, as for {@code dify_extractor}. */
    STRICT
  }

  /** One row; {@code number} counts from 1, the header and empty lines included. */
  record Row(int number, List<String> cells) {}

  private enum State {
    START_CELL,
    IN_CELL,
    IN_QUOTED,
    QUOTE_IN_QUOTED
  }

  private final String text;
  private final Mode mode;
  private final List<Row> rows = new ArrayList<>();
  private List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private State state = State.START_CELL;
  private boolean anyInRow;

  private CsvReader(String text, Mode mode) {
    this.text = text;
    this.mode = mode;
  }

  /** Returns the rows in order; an empty line is a row without cells. */
  static List<Row> read(String text, Mode mode) {
    return new CsvReader(text, mode).rows();
  }

  private List<Row> rows() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\n' || c == '\r';
      if (lineEnd && state != State.IN_QUOTED) {
        i = endLine(i);
      } else {
        take(c);
      }
    }
    if (state == State.IN_QUOTED && mode == Mode.STRICT) {
      throw flaw("unexpected end of data");
    }
    if (anyInRow) {
      endRow();
    }
    return rows;
  }

  private int endLine(int at) {
    boolean lone =
        text.charAt(at) == '\r' && (at + 1 >= text.length() || text.charAt(at + 1) != '\n');
    if (lone && mode == Mode.LENIENT && at + 1 < text.length()) {
      throw flaw("new-line character seen in unquoted field");
    }
    endRow();
    return text.charAt(at) == '\r' && !lone ? at + 1 : at;
  }

  private void take(char c) {
    anyInRow = true;
    switch (state) {
      case START_CELL -> {
        if (c == '"') {
          state = State.IN_QUOTED;
        } else if (c == ',') {
          endCell();
        } else {
          cell.append(c);
          state = State.IN_CELL;
        }
      }
      case IN_CELL -> {
        if (c == ',') {
          endCell();
        } else {
          cell.append(c);
        }
      }
      case IN_QUOTED -> {
        if (c == '"') {
          state = State.QUOTE_IN_QUOTED;
        } else {
          cell.append(c);
        }
      }
      case QUOTE_IN_QUOTED -> afterQuote(c);
    }
  }

  private void afterQuote(char c) {
    if (c == '"') {
      cell.append(c);
      state = State.IN_QUOTED;
    } else if (c == ',') {
      endCell();
    } else if (mode == Mode.STRICT) {
      throw flaw("',' expected after '\"'");
    } else {
      cell.append(c);
      state = State.IN_CELL;
    }
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
    state = State.START_CELL;
  }

  private void endRow() {
    if (anyInRow) {
      endCell();
    }
    rows.add(new Row(rows.size() + 1, cells));
    cells = new ArrayList<>();
    anyInRow = false;
    state = State.START_CELL;
    if (rows.size() % 4096 == 0) {
      Workers.stopIfGivenUp();
    }
  }

  private SyntaxFlaw flaw(String message) {
    return new SyntaxFlaw(
        "%s near row %d".formatted(message, rows.size() + 1), rows.size() + 1, 1, null);
  }
}
