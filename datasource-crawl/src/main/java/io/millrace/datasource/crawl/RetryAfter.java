package io.millrace.datasource.crawl;

import io.millrace.http.HttpReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds, or a date (RFC 9110 §10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /** Returns how long the server asks to wait; zero when it does not say, or nothing of sense. */
  static Duration of(HttpReply reply) {
    return parse(reply.header("retry-after").orElse(null), Instant.now());
  }

  static Duration parse(@Nullable String value, Instant now) {
    if (value == null) {
      return Duration.ZERO;
    }
    String text = value.strip();
    try {
      if (!text.isEmpty()
          && text.length() < 10
          && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeException noDate) {
      return Duration.ZERO;
    }
  }
}
