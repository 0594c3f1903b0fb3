package io.millrace.event;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the events of an engine's runs to those who listen. One bus serves one engine; each run
 * has its {@link EventStream}.
 *
 * <p>An engine-wide {@link PipelineListener} has a queue of {@link EventBusSettings#bufferSize()}
 * events of all runs and is called on a thread of the bus, or by a publisher that {@linkplain
 * EventStream#beginHelping helps}. Publishers wait for it only while its queue is full, up to
 * {@link EventBusSettings#subscriberTimeout()} in all since it last had handled everything; then it
 * is cut off, with one error in the log that names it. One that throws is logged by class name and
 * goes on with the next event.
 *
 * @since 0.1
 */
public final class EventBus implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventBus.class);

  /** Ends what {@link EventBus#subscribe} began. */
  public interface Registration extends AutoCloseable {
    /** Takes the listener off the bus; it is called no more, but for a call that is under way. */
    @Override
    void close();
  }

  private final EventBusSettings settings;
  private final DeliveryThreads threads = new DeliveryThreads();
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private volatile ImmutableList<ListenerQueue> listeners = ImmutableList.of();
  private volatile boolean closed;

  public EventBus(EventBusSettings settings) {
    this.settings = requireNonNull(settings, "settings");
  }

  /**
   * Adds a listener; it is told every event that any run publishes from now on.
   *
   * @throws IllegalArgumentException if the listener is on the bus already
   * @throws IllegalStateException if the bus is closed
   */
  public synchronized Registration subscribe(PipelineListener listener) {
    requireNonNull(listener, "listener");
    requireOpen();
    if (listeners.stream().anyMatch(other -> other.listener() == listener && !other.isOver())) {
      throw new IllegalArgumentException(
          "Listener %s is on this bus already; close its first registration before"
              .formatted(listener.getClass().getName()));
    }
    ListenerQueue queue = new ListenerQueue(listener, settings, threads);
    listeners =
        listeners.stream()
            .filter(other -> !other.isOver())
            .collect(ImmutableList.<ListenerQueue>toImmutableList());
    listeners = ImmutableList.<ListenerQueue>builder().addAll(listeners).add(queue).build();
    return () -> unsubscribe(queue);
  }

  /**
   * Opens the stream of a run. Its last event must be followed by {@link EventStream#complete}.
   *
   * @throws IllegalStateException if the bus is closed
   */
  public EventStream open(String taskId, String runId, Clock clock) {
    EventStream stream = new EventStream(this, taskId, runId, clock);
    open.add(stream);
    if (closed) {
      open.remove(stream);
      requireOpen();
    }
    return stream;
  }

  /**
   * Ends the bus: streams that are open end with an {@link EventStreamException}, what is queued is
   * delivered, for up to {@link EventBusSettings#subscriberTimeout()}, and the threads end.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    open.forEach(EventStream::closeEarly);
    if (!threads.close(settings.subscriberTimeout())) {
      log.error(
          "The event bus closed after {} with events that were not delivered. Still busy: {}",
          settings.subscriberTimeout(),
          listeners.stream().filter(ListenerQueue::isBehind).map(ListenerQueue::name).toList());
    }
    listeners.forEach(ListenerQueue::stop);
  }

  EventBusSettings settings() {
    return settings;
  }

  DeliveryThreads threads() {
    return threads;
  }

  ImmutableList<ListenerQueue> listeners() {
    return listeners;
  }

  /** Forgets a stream that ended. */
  void ended(EventStream stream) {
    open.remove(stream);
  }

  private synchronized void unsubscribe(ListenerQueue queue) {
    queue.stop();
    listeners =
        listeners.stream()
            .filter(other -> other != queue)
            .collect(ImmutableList.<ListenerQueue>toImmutableList());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The event bus is closed");
    }
  }
}
