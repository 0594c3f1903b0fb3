package io.millrace.extractor.tika;

import io.millrace.python.PythonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Cell values as text, the way Python shows them. */
final class CellText {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
  private static final double EXACT = 1e15;

  private CellText() {}

  /** Returns a value as {@code str()} gives it; {@code null} as {@code nan}. */
  static String python(@Nullable Object value) {
    if (value == null) {
      return "nan";
    } else if (value instanceof LocalDateTime date) {
      return date.toLocalDate() + " " + time(date.toLocalTime());
    }
    return common(value);
  }

  /** Returns a value as {@code dify_extractor} writes it; {@code null} as nothing. */
  static String tool(@Nullable Object value, boolean oldFormat) {
    if (value == null) {
      return "";
    } else if (value instanceof LocalDateTime date) {
      return date.toLocalDate() + "T" + time(date.toLocalTime());
    } else if (oldFormat && value instanceof LocalTime time) {
      return LocalDate.of(1899, 12, 31) + "T" + time(time);
    } else if (oldFormat && value instanceof Boolean flag) {
      return flag ? "1" : "0";
    } else if (oldFormat && value instanceof Sheet.CellError error) {
      return String.valueOf(error.code());
    } else if (value instanceof Double number && number == Math.rint(number)) {
      return whole(number).toString();
    }
    return common(value);
  }

  /** Returns a whole number as such: {@code 3.0} as {@code 3}. */
  static Object wholeIfPossible(Object value) {
    return value instanceof Double number
            && number == Math.rint(number)
            && !Double.isInfinite(number)
        ? whole(number)
        : value;
  }

  private static BigInteger whole(double number) {
    if (Math.abs(number) < EXACT) {
      return BigInteger.valueOf((long) number);
    }
    return new BigDecimal(PythonText.repr(number)).toBigInteger();
  }

  private static String common(Object value) {
    if (value instanceof Double number) {
      return PythonText.repr(number);
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof LocalTime time) {
      return time(time);
    } else if (value instanceof Duration duration) {
      return duration(duration);
    } else if (value instanceof Sheet.CellError error) {
      return error.text();
    }
    return value.toString();
  }

  private static String time(LocalTime time) {
    return time.format(time.get(ChronoField.NANO_OF_SECOND) == 0 ? SECONDS : MICROS);
  }

  private static String duration(Duration duration) {
    long days = duration.toDays();
    String clock =
        "%d:%02d:%02d"
            .formatted(duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart());
    return days == 0 ? clock : "%d day%s, %s".formatted(days, days == 1 ? "" : "s", clock);
  }
}
