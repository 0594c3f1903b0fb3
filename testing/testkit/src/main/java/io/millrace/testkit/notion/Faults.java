package io.millrace.testkit.notion;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How the server misbehaves: by parts of paths, a number of times. */
public final class Faults {

  /** One kind of misbehaviour. */
  public enum Kind {
    /** 429 with Retry-After: 1. */
    RATE_LIMITED,
    /** 429 without Retry-After. */
    RATE_LIMITED_SILENTLY,
    /** 429 that asks to wait for an hour. */
    RATE_LIMITED_FOR_AN_HOUR,
    /** A gateway's 502 with a page of HTML. */
    BAD_GATEWAY,
    /** 409 conflict_error. */
    CONFLICT,
    /** 503 service_unavailable. */
    UNAVAILABLE,
    /** The body ends before its announced length. */
    TRUNCATED,
    /** The body is half a JSON object, of the announced length. */
    HALF_JSON,
    /** A byte every tenth of a second. */
    DRIP,
    /** Every page of a list has the same next cursor. */
    SAME_CURSOR
  }

  private record Fault(String path, Kind kind, AtomicInteger left) {}

  private record Hook(String path, AtomicInteger left, Runnable action) {}

  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Hook> hooks = new CopyOnWriteArrayList<>();

  /** Misbehaves at the next requests whose path holds {@code path}. */
  public void next(String path, Kind kind, int times) {
    faults.add(new Fault(path, kind, new AtomicInteger(times)));
  }

  /** Does something when the answer to the {@code nth} request for a path is made, not yet sent. */
  public void after(String path, int nth, Runnable action) {
    hooks.add(new Hook(path, new AtomicInteger(nth), action));
  }

  @Nullable Kind take(String path) {
    for (Fault fault : faults) {
      if (path.contains(fault.path()) && fault.left().getAndDecrement() > 0) {
        return fault.kind();
      }
    }
    return null;
  }

  void answered(String path) {
    for (Hook hook : hooks) {
      if (path.contains(hook.path()) && hook.left().decrementAndGet() == 0) {
        hook.action().run();
      }
    }
  }
}
