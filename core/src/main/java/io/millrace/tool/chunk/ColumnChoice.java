package io.millrace.tool.chunk;

import io.millrace.python.PythonText;
import io.millrace.tool.ToolException;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which column a parameter means: a text is a name or else a position, a whole number is a
 * position, from the end when it is negative (spec/04 §5.4).
 *
 * @param parameter the parameter's name
 * @param value its value
 */
record ColumnChoice(String parameter, @Nullable Object value) {

  /**
   * Returns the index of the column.
   *
   * @throws ColumnException if there is no such column
   * @throws ToolException if no column can be meant by such a value
   */
  int in(List<String> columns) {
    if (value instanceof String text) {
      return named(Blanks.trim(text), columns);
    }
    if (value instanceof Long position) {
      return at(position, columns);
    }
    if (value instanceof Double number) {
      if (number == Math.rint(number) && !number.isInfinite()) {
        return at(number.longValue(), columns);
      }
      throw new ColumnException(PythonText.str(number));
    }
    if (value == null || value instanceof BigInteger) {
      throw new ColumnException(PythonText.str(value));
    }
    throw bad();
  }

  private int named(String name, List<String> columns) {
    int index = columns.indexOf(name);
    if (index >= 0) {
      return index;
    }
    if (name.isEmpty() || !name.codePoints().allMatch(ColumnChoice::isDigit)) {
      throw new ColumnException(PythonText.repr(name));
    }
    long position = 0;
    for (int digit : name.codePoints().map(c -> Character.digit(c, 10)).toArray()) {
      if (digit < 0) {
        throw bad();
      }
      position = Math.min(Integer.MAX_VALUE, position * 10 + digit);
    }
    return at(position, columns);
  }

  /** Decimal digits, and digits such as superscripts with which no number can be written. */
  private static boolean isDigit(int c) {
    if (Character.getType(c) != Character.OTHER_NUMBER) {
      return Character.isDigit(c);
    }
    String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
    return plain.length() == 1 && Character.isDigit(plain.charAt(0));
  }

  private static int at(long position, List<String> columns) {
    long index = position < 0 ? position + columns.size() : position;
    if (index < 0 || index >= columns.size()) {
      throw new ColumnException("single positional indexer is out-of-bounds");
    }
    return (int) index;
  }

  private ToolException bad() {
    return new ToolException(
        "Parameter '%s' must be a column's name or its position, counted from 0."
            .formatted(parameter));
  }
}
