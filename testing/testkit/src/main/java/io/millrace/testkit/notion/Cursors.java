package io.millrace.testkit.notion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cursors: places in a list that say nothing to the client. */
final class Cursors {
  private static final long SALT = 0x5eed_0000_0000_4000L;

  private Cursors() {}

  static String at(int offset) {
    return new UUID(SALT, Long.reverse(offset)).toString();
  }

  static int offset(@Nullable String cursor, int size) {
    if (cursor == null) {
      return 0;
    }
    try {
      UUID uuid = UUID.fromString(cursor);
      long offset = Long.reverse(uuid.getLeastSignificantBits());
      if (uuid.getMostSignificantBits() == SALT && offset >= 0) {
        return (int) Math.min(offset, size);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw ApiError.invalid("The start_cursor provided is invalid: " + cursor);
  }
}
