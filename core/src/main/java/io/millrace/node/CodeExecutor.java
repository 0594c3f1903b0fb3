package io.millrace.node;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@code main} function that the code of a {@code code} node defines (spec/04 §6.4).
 *
 * <p>One instance serves every run of an engine: it must be safe for use by many threads. Nothing
 * that a call leaves behind may be seen by another call.
 *
 * @since 0.1
 */
public interface CodeExecutor extends AutoCloseable {

  /**
   * Calls {@code main} with the inputs as keyword arguments (Python) or as one object (JavaScript).
   *
   * <p>Must end within a second after the request's deadline, its cancellation or an interrupt of
   * the calling thread; must give the code no files, no network, no threads and nothing of this
   * program; must bound what the code can use.
   *
   * @return what {@code main} returned, with values as in {@link io.millrace.variable.Value}: a
   *     whole number is never a Double
   * @throws CodeExecutionException if the code fails, returns anything but an object, or is stopped
   */
  Map<String, @Nullable Object> execute(Request request);

  /** Lets go of what the executor holds; calls still running are stopped. */
  @Override
  void close();

  /**
   * One call.
   *
   * @param code defines {@code main}
   * @param inputs by parameter name; values as in {@link io.millrace.variable.Value}, no files
   * @param deadline when the call must have ended
   * @param cancelled whether the run is no longer wanted
   */
  record Request(
      String code,
      Map<String, @Nullable Object> inputs,
      Instant deadline,
      BooleanSupplier cancelled) {}
}
