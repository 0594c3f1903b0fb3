package io.millrace.engine;

import java.time.Duration;

/**
 * When a walk is stopped.
 *
 * @param maxSteps node starts, those inside iterations and loops included
 * @param maxTime from the first node's start
 * @param nodeTimeout for one attempt of one node
 */
public record WalkLimits(int maxSteps, Duration maxTime, Duration nodeTimeout) {
  /** Dify's own limits (spec/04 §1); a node may use all of the run's time. */
  public static final WalkLimits DEFAULT =
      new WalkLimits(500, Duration.ofMinutes(20), Duration.ofMinutes(20));
}
