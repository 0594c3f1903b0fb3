package io.millrace.code.graal;

import io.millrace.node.CodeExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs code with generous time, so that a busy machine fails no test. */
final class Calls {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  static final CallLimits LIMITS = new CallLimits(PATIENCE, 2L << 30, 1_000_000, 2);

  private Calls() {}

  static Map<String, @Nullable Object> run(
      CodeExecutor executor, String code, Map<String, @Nullable Object> inputs) {
    return executor.execute(request(code, inputs, PATIENCE));
  }

  static CodeExecutor.Request request(
      String code, Map<String, @Nullable Object> inputs, Duration time) {
    return new CodeExecutor.Request(code, inputs, Instant.now().plus(time), () -> false);
  }
}
