package io.millrace.extractor.tika;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns serial numbers into dates where a cell's number format says so. */
final class ExcelDates {
  private static final Set<Integer> BUILT_IN =
      Set.of(
          14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 47, 50,
          51, 52, 53, 54, 55, 56, 57, 58);
  private static final int BUILT_IN_DURATION = 46;
  private static final Pattern LITERAL =
      Pattern.compile("\"[^\"]*\"|\\[(?!hh?\\]|mm?\\]|ss?\\])[^\\]]*\\]", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATE_LETTER = Pattern.compile("(?<![_\\\\])[dmhysDMHYS]");
  private static final Pattern ELAPSED =
      Pattern.compile("\\[(hh?|mm?|ss?)\\]", Pattern.CASE_INSENSITIVE);
  private static final double LAST_DAY = 2_958_466;
  private static final long MILLIS_A_DAY = 86_400_000;

  /** What a number format makes of a number. */
  enum Kind {
    NUMBER,
    DATE,
    DURATION
  }

  private ExcelDates() {}

  static Kind kind(int formatId, String format) {
    if (formatId == BUILT_IN_DURATION) {
      return Kind.DURATION;
    } else if (format.isEmpty()) {
      return BUILT_IN.contains(formatId) ? Kind.DATE : Kind.NUMBER;
    }
    String first = LITERAL.matcher(format.split(";", 2)[0]).replaceAll("");
    if (ELAPSED.matcher(first).find()) {
      return Kind.DURATION;
    }
    return !first.equalsIgnoreCase("general") && DATE_LETTER.matcher(first).find()
        ? Kind.DATE
        : Kind.NUMBER;
  }

  /** Returns the value as date, time of day or duration; out of range it stays a number. */
  static Object convert(double serial, Kind kind, boolean from1904) {
    if (kind == Kind.NUMBER || serial < 0 || serial >= LAST_DAY) {
      return serial;
    } else if (kind == Kind.DURATION) {
      return Duration.ofMillis(Math.round(serial * MILLIS_A_DAY));
    }
    long day = (long) Math.floor(serial);
    long millis = Math.round((serial - day) * MILLIS_A_DAY);
    if (serial < 1 && millis < MILLIS_A_DAY) {
      return LocalTime.ofNanoOfDay(millis * 1_000_000);
    }
    if (serial < 60 && !from1904) {
      day++;
    }
    LocalDate epoch = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
    LocalDateTime midnight = epoch.plusDays(day).atStartOfDay();
    return midnight.plusNanos(millis * 1_000_000);
  }
}
