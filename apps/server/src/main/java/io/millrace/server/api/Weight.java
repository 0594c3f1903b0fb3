package io.millrace.server.api;

import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many characters something holds on to. */
final class Weight {
  private static final int RECORD = 200;

  private Weight() {}

  static int of(RunResult result) {
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            RECORD + ofValue(result.outputs()) + result.documents().size() * 200L);
  }

  static long of(PipelineEvent event) {
    if (event instanceof PipelineEvent.NodeFinished finished) {
      return RECORD
          + ofValue(finished.report().inputs())
          + ofValue(finished.report().processData())
          + ofValue(finished.report().outputs());
    }
    return RECORD;
  }

  private static long ofValue(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    long weight = 16;
    if (value instanceof Map<?, ?> map) {
      for (Object one : map.values()) {
        weight += ofValue(one);
      }
    } else if (value instanceof Iterable<?> list) {
      for (Object one : list) {
        weight += ofValue(one);
      }
    }
    return weight;
  }
}
