package io.millrace.template.jinjava;

import java.time.Duration;

/**
 * What one render may use.
 *
 * @param outputCharacters the longest output, in code points (spec/04 §6.3)
 * @param work loop rounds, calls, and characters and elements made on the way
 * @param depth macros, recursive loops and blocks inside each other
 * @param time how long a render may take
 */
record TemplateLimits(int outputCharacters, long work, int depth, Duration time) {

  static final TemplateLimits DEFAULT =
      new TemplateLimits(400_000, 20_000_000, 200, Duration.ofSeconds(10));
}
