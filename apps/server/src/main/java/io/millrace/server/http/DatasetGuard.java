package io.millrace.server.http;

import io.millrace.knowledge.KnowledgeBase;

/** Decides which knowledge bases a caller may use. */
@FunctionalInterface
public interface DatasetGuard {

  /**
   * Returns the knowledge base with that id.
   *
   * @param route what is to be done with it
   * @throws ApiException 404 if there is none in the caller's workspace, 403 if its API is off
   */
  KnowledgeBase check(Caller caller, String datasetId, Route route);
}
