package io.millrace.engine;

import io.millrace.node.RunInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every line that is logged while a node works says of it: the ids of run, document and node,
 * in SLF4J's MDC under {@code run}, {@code document} and {@code node}.
 */
final class LogContext {
  private static final String RUN = "run";
  private static final String DOCUMENT = "document";
  private static final String NODE = "node";

  private final @Nullable String run = MDC.get(RUN);
  private final @Nullable String document = MDC.get(DOCUMENT);
  private final @Nullable String node = MDC.get(NODE);

  LogContext(RunInfo info, String nodeId) {
    put(RUN, info.runId());
    put(DOCUMENT, info.documentId());
    put(NODE, nodeId);
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** Leaves the thread as it was. */
  void end() {
    put(RUN, run);
    put(DOCUMENT, document);
    put(NODE, node);
  }
}
