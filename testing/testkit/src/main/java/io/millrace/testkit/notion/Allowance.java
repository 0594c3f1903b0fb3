package io.millrace.testkit.notion;

/** A bucket of requests that fills evenly. */
final class Allowance {
  private final double perSecond;
  private final int most;
  private double left;
  private long at = System.nanoTime();

  Allowance(double perSecond, int most) {
    this.perSecond = perSecond;
    this.most = most;
    this.left = most;
  }

  synchronized boolean take() {
    long now = System.nanoTime();
    left = Math.min(most, left + (now - at) / 1e9 * perSecond);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
