package io.millrace;

import org.jspecify.annotations.Nullable;

/**
 * Notices a listing that goes round, in constant memory, by Brent's method: of the items at places
 * 1, 2, 4, 8 … the last one is remembered, and meeting it again and again means a round. An item
 * that comes twice, as one may that moved while it was listed, is none.
 */
final class Rounds {
  private static final int SURE = 3;

  private @Nullable Object remembered;
  private long since;
  private long span = 1;
  private int met;

  /** Takes the next item's identity and returns whether the listing goes round. */
  boolean goOnWith(Object identity) {
    if (identity.equals(remembered) && ++met == SURE) {
      return true;
    }
    if (++since == span) {
      remembered = identity;
      since = 0;
      span *= 2;
      met = 0;
    }
    return false;
  }
}
