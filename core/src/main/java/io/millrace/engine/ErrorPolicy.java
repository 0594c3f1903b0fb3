package io.millrace.engine;

import com.google.common.collect.ImmutableMap;
import io.millrace.graph.Node;
import io.millrace.node.InvalidNodeException;
import io.millrace.variable.DefaultValues;
import io.millrace.variable.Value;
import io.millrace.variable.VariableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a node fails (spec/04 §1).
 *
 * @param strategy what follows a failure
 * @param defaults the outputs of {@link Strategy#DEFAULT_VALUE}
 * @param maxRetries how often a failed attempt is repeated
 * @param retryIntervalMillis how long to wait before each
 */
record ErrorPolicy(
    Strategy strategy,
    ImmutableMap<String, Value> defaults,
    int maxRetries,
    long retryIntervalMillis) {

  static final ErrorPolicy NONE = new ErrorPolicy(Strategy.FAIL, ImmutableMap.of(), 0, 0);

  /** The four node types that honour {@code retry_config} (spec/04 §1). */
  private static final Set<String> RETRYING = Set.of("code", "http-request", "llm", "tool");

  private static final int MAX_RETRIES = 100;
  private static final long MAX_INTERVAL_MILLIS = 3_600_000;

  enum Strategy {
    FAIL,
    FAIL_BRANCH,
    DEFAULT_VALUE
  }

  static ErrorPolicy of(Node node) {
    Map<String, Object> data = node.data();
    Strategy strategy = strategy(data.get("error_strategy"));
    int retries = 0;
    long interval = 0;
    if (RETRYING.contains(node.type())
        && data.get("retry_config") instanceof Map<?, ?> retry
        && Boolean.TRUE.equals(retry.get("retry_enabled"))) {
      retries = (int) Math.min(MAX_RETRIES, number("max_retries", retry.get("max_retries")));
      interval =
          Math.min(MAX_INTERVAL_MILLIS, number("retry_interval", retry.get("retry_interval")));
    }
    return new ErrorPolicy(strategy, defaults(data.get("default_value")), retries, interval);
  }

  private static Strategy strategy(@Nullable Object raw) {
    if (raw == null || raw.equals("none") || raw.equals("")) {
      return Strategy.FAIL;
    } else if (raw.equals("fail-branch")) {
      return Strategy.FAIL_BRANCH;
    } else if (raw.equals("default-value")) {
      return Strategy.DEFAULT_VALUE;
    }
    throw new InvalidNodeException(
        "error_strategy must be fail-branch or default-value, but was " + raw);
  }

  private static ImmutableMap<String, Value> defaults(@Nullable Object raw) {
    if (raw == null) {
      return ImmutableMap.of();
    }
    if (!(raw instanceof List<?> list)) {
      throw new InvalidNodeException("default_value must be a list of {key, type, value}");
    }
    ImmutableMap.Builder<String, Value> values = ImmutableMap.builder();
    for (Object entry : list) {
      if (!(entry instanceof Map<?, ?> map)
          || !(map.get("key") instanceof String key)
          || !(map.get("type") instanceof String type)) {
        throw new InvalidNodeException("default_value must be a list of {key, type, value}");
      }
      try {
        values.put(key, Value.of(DefaultValues.parse(type, map.get("value"))));
      } catch (VariableException e) {
        throw new InvalidNodeException("default_value of '" + key + "': " + e.getMessage(), e);
      }
    }
    return values.buildKeepingLast();
  }

  private static long number(String field, @Nullable Object raw) {
    if (raw instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    } else if (raw == null) {
      return 0;
    }
    throw new InvalidNodeException(field + " must be a number from 0, but was " + raw);
  }

  boolean branches() {
    return strategy == Strategy.FAIL_BRANCH;
  }
}
