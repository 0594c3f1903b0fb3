package io.millrace.datasource.drive;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Remembers which places were seen in eight bytes each: at most 32 MB for a million. Two places
 * among a million share a fingerprint with a chance of one in thirty-six million.
 */
final class Fingerprints {
  private static final HashFunction HASH = Hashing.sipHash24();

  private long[] slots = new long[64];
  private int size;

  /** Returns whether the place was not seen before; it is from now on. */
  boolean add(Location place) {
    return add(place.bucket() + "\0" + place.id());
  }

  boolean add(String text) {
    long hash = HASH.hashString(text, StandardCharsets.UTF_8).asLong();
    if (!insert(slots, hash == 0 ? 1 : hash)) {
      return false;
    }
    if (++size > slots.length / 2) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long hash : slots) {
      if (hash != 0) {
        insert(larger, hash);
      }
    }
    slots = larger;
  }

  private static boolean insert(long[] slots, long hash) {
    int at = (int) hash & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = hash;
    return true;
  }
}
