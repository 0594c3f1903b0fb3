package io.millrace.event;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * Is told what happens in the runs of an engine, event by event.
 *
 * <p>Never called by two threads at once. Events of one run come in order; runs interleave. A
 * listener that throws is logged by name and goes on with the next event; one that is too slow is
 * waited for up to the engine's subscriber time-out and then cut off, with an error in the log.
 *
 * <p>Added to the engine's builder, or found with {@link java.util.ServiceLoader}: that needs a
 * public no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PipelineListener {

  /** Called for every event. */
  void onEvent(PipelineEvent event);

  /** Returns a listener of one type of event. */
  static <E extends PipelineEvent> PipelineListener on(
      Class<E> type, Consumer<? super E> consumer) {
    requireNonNull(consumer, "consumer");
    return event -> {
      if (type.isInstance(event)) {
        consumer.accept(type.cast(event));
      }
    };
  }
}
