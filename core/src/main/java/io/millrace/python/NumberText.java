package io.millrace.python;

import java.math.BigInteger;

/**
 * Reads numbers from text as {@code int(text)} and {@code float(text)} do: spaces around, a sign,
 * single underscores between digits, digits of any script.
 *
 * <p>Linear in the length of the text.
 *
 * @since 0.1
 */
public final class NumberText {
  /** Python refuses longer ones too ({@code sys.int_info.default_max_str_digits}). */
  private static final int MAX_INTEGER_DIGITS = 4_300;

  private NumberText() {}

  /**
   * Returns the whole number that {@code text} spells in base ten, a Long where it fits.
   *
   * @throws ConversionException if it is none, or has more than 4,300 digits
   */
  public static Object parseInteger(String text) {
    NumberScanner scanner = new NumberScanner(text);
    scanner.sign();
    if (!scanner.digits() || !scanner.atEnd()) {
      throw new ConversionException(
          "invalid literal for int() with base 10: " + PythonText.repr(text));
    }
    String digits = scanner.cleaned();
    if (digits.length() > MAX_INTEGER_DIGITS) {
      throw new ConversionException("An integer may have " + MAX_INTEGER_DIGITS + " digits");
    }
    return PythonNumbers.narrow(new BigInteger(digits));
  }

  /**
   * Returns the float that {@code text} spells; {@code inf}, {@code infinity} and {@code nan} in
   * any case are floats too.
   *
   * @throws ConversionException if it is none
   */
  public static double parseFloat(String text) {
    NumberScanner scanner = new NumberScanner(text);
    boolean negative = scanner.sign();
    if (scanner.word("infinity") || scanner.word("inf")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    } else if (scanner.word("nan")) {
      return Double.NaN;
    }
    boolean whole = scanner.digits();
    boolean fraction = scanner.character('.') && scanner.digits();
    if (!(whole || fraction) || !scanner.exponent() || !scanner.atEnd()) {
      throw new ConversionException("could not convert string to float: " + PythonText.repr(text));
    }
    return Double.parseDouble(scanner.cleaned());
  }
}
