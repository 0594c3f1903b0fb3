package io.millrace.knowledge.lucene;

import com.google.common.util.concurrent.AtomicLongMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hits that are counted but not yet written: a search must not wait for the disk. They are written
 * when many have gathered, and when the store closes.
 */
final class HitCounts {
  private static final int MANY = 1_000;

  private final AtomicLongMap<String> pending = AtomicLongMap.create();
  private final AtomicBoolean writing = new AtomicBoolean();

  void count(List<String> segmentIds) {
    segmentIds.forEach(pending::incrementAndGet);
  }

  long pending(String segmentId) {
    return pending.get(segmentId);
  }

  /** Returns whether the caller should write now; if so it must call {@link #written}. */
  boolean mayWrite(boolean closing) {
    return !pending.isEmpty()
        && (closing || pending.size() >= MANY)
        && writing.compareAndSet(false, true);
  }

  Map<String, Long> toWrite() {
    return new HashMap<>(pending.asMap());
  }

  /** Takes off what was written; nothing after a failure. */
  void written(Map<String, Long> counts) {
    counts.forEach(
        (id, count) -> {
          pending.addAndGet(id, -count);
          pending.removeIfZero(id);
        });
    writing.set(false);
  }
}
