package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as people read them: {@code 2026-03-01 09:30 → 2026-03-02 (Europe/Paris)}. */
final class Dates {
  private static final Pattern INSTANT =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2})(:\\d{2})?(?:\\.\\d+)?(Z|[+-]\\d{2}:?\\d{2})?");

  private Dates() {}

  /** Returns a date value: one moment or two, and the zone that it names. */
  static String text(JsonNode date) {
    String start = moment(date.path("start").asText(""));
    String end = moment(date.path("end").asText(""));
    String zone = date.path("time_zone").asText("");
    return start + (end.isEmpty() ? "" : " → " + end) + (zone.isEmpty() ? "" : " (" + zone + ")");
  }

  /** Returns a moment without its T, its fractions, and its seconds when there are none. */
  static String moment(String iso) {
    Matcher matcher = INSTANT.matcher(iso);
    if (!matcher.matches()) {
      return iso;
    }
    String seconds =
        matcher.group(3) == null || matcher.group(3).equals(":00") ? "" : matcher.group(3);
    String zone = matcher.group(4) == null ? "" : matcher.group(4);
    return matcher.group(1)
        + " "
        + matcher.group(2)
        + seconds
        + (zone.equals("Z") ? " UTC" : zone.isEmpty() ? "" : " " + zone);
  }
}
