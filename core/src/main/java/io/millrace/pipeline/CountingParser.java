package io.millrace.pipeline;

import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;

/** Stops a document of too many values while it is parsed, before they fill the memory. */
final class CountingParser implements Parser {
  private final Parser parser;
  private final int maxValues;
  private int values;

  CountingParser(Parser parser, int maxValues) {
    this.parser = parser;
    this.maxValues = maxValues;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public Event getEvent() {
    Event event = parser.getEvent();
    boolean value =
        event.is(Event.ID.Scalar)
            || event.is(Event.ID.Alias)
            || event.is(Event.ID.SequenceStart)
            || event.is(Event.ID.MappingStart);
    if (value && ++values > maxValues) {
      throw new YamlProblem("it holds more than " + maxValues + " values", event.getStartMark());
    }
    return event;
  }
}
