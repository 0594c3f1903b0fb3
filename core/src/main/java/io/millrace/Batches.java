package io.millrace;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** Names of batches: the time of the clock's zone and six digits of a new id (spec/01 §3.3). */
final class Batches {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private Batches() {}

  static String next(Clock clock, Supplier<String> ids) {
    int digits = 100_000 + Math.floorMod(ids.get().hashCode(), 900_000);
    return TIME.format(LocalDateTime.now(clock)) + digits;
  }
}
