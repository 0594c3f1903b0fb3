package io.millrace.testkit.fake;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Ids in the form of UUIDs that count from 1: {@code 00000000-0000-4000-8000-000000000001}.
 *
 * @since 0.1
 */
public final class CountingIds implements Supplier<String> {
  private final AtomicLong last = new AtomicLong();

  @Override
  public String get() {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L | last.incrementAndGet()).toString();
  }
}
