package io.millrace.extractor.tika;

import io.millrace.python.PythonText;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What pandas makes of one column of a sheet: a column of numbers with a gap turns into floats, so
 * that {@code 36} shows as {@code 36.0} (spec/04 §4, row xls).
 */
final class PandasColumn {
  private static final Set<String> NOT_THERE =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");
  private static final Pattern WHOLE = Pattern.compile("\\s*[-+]?[0-9]+\\s*");
  private static final Pattern REAL =
      Pattern.compile("\\s*[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?\\s*");
  private static final int LONG_BITS = 63;

  private boolean gaps;
  private boolean flags;
  private boolean reals;
  private boolean others;

  static boolean isGap(@Nullable Object value) {
    return value == null
        || value instanceof Sheet.CellError
        || (value instanceof String text && NOT_THERE.contains(text));
  }

  /** Takes note of one value of the column. */
  void see(@Nullable Object value) {
    Object number = numeric(value);
    if (isGap(value)) {
      gaps = true;
    } else if (value instanceof Boolean) {
      flags = true;
    } else if (number instanceof BigInteger whole) {
      reals |= whole.bitLength() > LONG_BITS;
    } else if (number != null) {
      reals = true;
    } else {
      others = true;
    }
  }

  /** Returns whether the column is one of numbers. */
  boolean isNumeric() {
    return !others && (!flags || gaps || reals);
  }

  /** Returns whether its numbers show as floats. */
  boolean isReal() {
    return isNumeric() && (gaps || reals);
  }

  /** Makes whole numbers show as floats too. */
  void makeReal() {
    reals = true;
  }

  /** Returns a value as text, once the whole column was seen. */
  String text(@Nullable Object value) {
    if (isGap(value)) {
      return "nan";
    }
    if (!isNumeric()) {
      return CellText.python(value == null ? null : CellText.wholeIfPossible(value));
    } else if (value instanceof Boolean flag) {
      return flag ? "1.0" : "0.0";
    }
    Object number = numeric(value);
    if (number instanceof Number n && isReal()) {
      return PythonText.repr(n.doubleValue());
    }
    return CellText.python(number);
  }

  /** Returns the value as BigInteger or Double, or {@code null} when it is no number. */
  private static @Nullable Object numeric(@Nullable Object value) {
    if (value instanceof BigInteger || value instanceof Double) {
      return CellText.wholeIfPossible(value);
    } else if (value instanceof String text && WHOLE.matcher(text).matches()) {
      return new BigInteger(text.strip().replaceFirst("^\\+", ""));
    } else if (value instanceof String text && REAL.matcher(text).matches()) {
      return Double.valueOf(text.strip());
    }
    return null;
  }
}
