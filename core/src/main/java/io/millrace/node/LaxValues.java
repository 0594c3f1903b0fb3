package io.millrace.node;

import io.millrace.python.ConversionException;
import io.millrace.python.NumberText;
import io.millrace.python.PythonNumbers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Dify accepts where its settings want a switch or a whole number. */
final class LaxValues {
  private static final Set<String> ON = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> OFF = Set.of("false", "f", "no", "n", "off", "0");

  private LaxValues() {}

  static Optional<Boolean> bool(@Nullable Object raw) {
    if (raw instanceof Boolean flag) {
      return Optional.of(flag);
    } else if (raw instanceof Number number) {
      boolean on = PythonNumbers.equal(number, 1L);
      return on || PythonNumbers.equal(number, 0L) ? Optional.of(on) : Optional.empty();
    } else if (raw instanceof String text) {
      String word = text.toLowerCase(Locale.ROOT);
      return ON.contains(word) || OFF.contains(word)
          ? Optional.of(ON.contains(word))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** A number beyond the range of long counts as the end of that range. */
  static Optional<Long> integer(@Nullable Object raw) {
    Object number = raw instanceof String text ? parsed(text) : raw;
    if (number == null || !PythonNumbers.isNumber(number)) {
      return Optional.empty();
    }
    try {
      Object whole = PythonNumbers.toInteger(number);
      return PythonNumbers.equal(whole, number) ? Optional.of(clamped(whole)) : Optional.empty();
    } catch (ConversionException notFinite) {
      return Optional.empty();
    }
  }

  private static @Nullable Object parsed(String text) {
    try {
      return NumberText.parseInteger(text);
    } catch (ConversionException notWhole) {
      return null;
    }
  }

  private static long clamped(Object whole) {
    if (whole instanceof Long number) {
      return number;
    }
    return PythonNumbers.whole(whole).signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
