package io.millrace.datasource.notion;

import java.util.concurrent.Semaphore;

/**
 * What the requests of one integration share: how fast they go, how many are under way, and the
 * threads that wait for their answers. Integrations do not wait for each other.
 *
 * <p>There are twice as many threads as requests under way, so that answers can be read while other
 * requests wait.
 */
final class Lane implements AutoCloseable {
  private final RateBudget budget;
  private final Semaphore underWay;
  private final Workers workers;

  Lane(Settings settings) {
    this.budget = new RateBudget(settings.requestsPerSecond(), settings.burst());
    this.underWay = new Semaphore(settings.concurrency(), true);
    this.workers = new Workers(2 * settings.concurrency());
  }

  RateBudget budget() {
    return budget;
  }

  /** Has a permit for each request that may be under way. */
  Semaphore underWay() {
    return underWay;
  }

  Workers workers() {
    return workers;
  }

  @Override
  public void close() {
    workers.close();
  }
}
