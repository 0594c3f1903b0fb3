package io.millrace.engine;

import io.millrace.node.RunInfo;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what the nodes of a run warn of: each sentence once, however many items there are. */
public final class WarningLog {
  private static final Logger log = LoggerFactory.getLogger(WarningLog.class);
  private static final int MOST = 1_000;

  private final UnaryOperator<String> mask;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * Makes the log of one run.
   *
   * @param mask hides secrets
   */
  public WarningLog(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  void add(RunInfo run, String nodeId, String sentence) {
    if (logged.size() < MOST && logged.add(nodeId + '\0' + sentence)) {
      log.warn(
          "{}node {}: {}",
          run.item() == null ? "" : "'" + run.item().name() + "', ",
          nodeId,
          mask.apply(sentence));
    } else {
      log.debug("Again, run {}, node {}: {}", run.runId(), nodeId, mask.apply(sentence));
    }
  }
}
