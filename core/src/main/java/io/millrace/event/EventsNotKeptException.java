package io.millrace.event;

/**
 * A late subscriber asked for events that have left the run's buffer.
 *
 * @since 0.1
 */
public final class EventsNotKeptException extends EventStreamException {
  private static final long serialVersionUID = 1L;

  private final long wanted;
  private final long firstKept;
  private final long lastKept;

  EventsNotKeptException(String runId, long wanted, long firstKept, long lastKept) {
    super(
        "Event %d of run %s is no longer kept. Kept are events %d to %d: ask for them with from(%d),"
                .formatted(wanted, runId, firstKept, lastKept, firstKept)
            + " subscribe before the run begins, or raise bufferSize");
    this.wanted = wanted;
    this.firstKept = firstKept;
    this.lastKept = lastKept;
  }

  /** Returns the sequence that was asked for. */
  public long wanted() {
    return wanted;
  }

  /** Returns the lowest sequence that could be had. */
  public long firstKept() {
    return firstKept;
  }

  /** Returns the highest sequence that had been published. */
  public long lastKept() {
    return lastKept;
  }
}
