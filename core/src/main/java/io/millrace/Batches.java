package io.millrace;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Names of batches: local time and six random digits (spec/01 §3.3). */
final class Batches {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private Batches() {}

  static String next(Clock clock) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    return TIME.format(now) + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
  }
}
