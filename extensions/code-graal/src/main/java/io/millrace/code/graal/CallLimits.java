package io.millrace.code.graal;

import java.time.Duration;

/**
 * What one call may use.
 *
 * @param time how long it may run
 * @param allocation how many bytes it may allocate in all, garbage included
 * @param outputCharacters how long its result may be, as JSON
 * @param workers how many calls run at once; others wait
 */
record CallLimits(Duration time, long allocation, int outputCharacters, int workers) {

  /** A minute, as Dify's sandbox allows, and as many calls at once as there are processors. */
  static final CallLimits DEFAULT =
      new CallLimits(
          Duration.ofSeconds(60),
          4L << 30,
          8_000_000,
          Math.max(2, Runtime.getRuntime().availableProcessors()));
}
