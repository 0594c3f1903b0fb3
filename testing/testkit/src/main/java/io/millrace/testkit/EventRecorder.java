package io.millrace.testkit;

import com.google.common.collect.ImmutableList;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the events of runs and checks the grammar of {@link PipelineEvent} as they arrive: one
 * start first, one finish last, every start with exactly one finish, sequence numbers without gaps.
 *
 * @since 0.1
 */
public final class EventRecorder implements PipelineListener {
  private final List<PipelineEvent> events = new ArrayList<>();
  private final EventGrammar grammar = new EventGrammar();

  @Override
  public synchronized void onEvent(PipelineEvent event) {
    events.add(event);
    grammar.accept(event);
  }

  /** Returns the events so far, in order. */
  public synchronized ImmutableList<PipelineEvent> events() {
    return ImmutableList.copyOf(events);
  }

  /** Returns the events of one type so far, in order. */
  public <E extends PipelineEvent> List<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Returns one short line an event, such as {@code NodeFinished chunk succeeded}. */
  public List<String> script() {
    return events().stream().map(EventLine::of).toList();
  }

  /**
   * Fails unless the events follow the grammar and every run that began has ended.
   *
   * @throws AssertionError that lists the violations and the events
   */
  public synchronized void assertWellFormed() {
    List<String> violations = grammar.violations();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "The events break their grammar:\n  %s\nEvents:\n  %s"
              .formatted(String.join("\n  ", violations), String.join("\n  ", script())));
    }
  }
}
