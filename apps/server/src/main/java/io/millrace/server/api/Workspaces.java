package io.millrace.server.api;

import io.millrace.PipelineEngine;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Caller;
import io.millrace.server.http.DatasetGuard;
import io.millrace.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Which knowledge bases belong to whom (spec/01 §1, steps 4 and 5). */
public final class Workspaces implements DatasetGuard {
  /** The one thing that a knowledge base whose API is off still answers: switching it on. */
  static final String UPDATE = "updateDataset";

  private final KnowledgeStore store;

  /**
   * @throws KnowledgeException if the engine has no store
   */
  public Workspaces(PipelineEngine engine) {
    this.store =
        engine
            .knowledge()
            .orElseThrow(
                () ->
                    new KnowledgeException(
                        "A server needs a knowledge store: call store() on the engine's builder"));
  }

  KnowledgeStore store() {
    return store;
  }

  @Override
  public KnowledgeBase check(Caller caller, String datasetId, Route route) {
    KnowledgeBase base =
        find(caller.workspace(), datasetId)
            .orElseThrow(() -> ApiException.notFound("Dataset not found."));
    if (!DatasetProfile.of(base).apiEnabled() && !route.operation().equals(UPDATE)) {
      throw ApiException.forbidden("Dataset api access is not enabled.");
    }
    return base;
  }

  /** Returns a knowledge base of a workspace. */
  Optional<KnowledgeBase> find(String workspace, String id) {
    return store.find(id).filter(base -> DatasetProfile.of(base).workspace().equals(workspace));
  }

  /** Changes what is kept beside a knowledge base; two changes follow each other. */
  KnowledgeBase update(KnowledgeBase base, UnaryOperator<DatasetProfile> change) {
    return store.change(base.id(), now -> change.apply(DatasetProfile.of(now)).appliedTo(now));
  }

  /** Returns a workspace's knowledge bases, newest first. */
  List<KnowledgeBase> list(String workspace) {
    List<KnowledgeBase> mine =
        new ArrayList<>(
            store.list().stream()
                .filter(base -> DatasetProfile.of(base).workspace().equals(workspace))
                .toList());
    Collections.reverse(mine);
    return mine;
  }

  /** Returns the id of the account that a workspace's keys act for: its owner's. */
  static String owner(String workspace) {
    return UUID.nameUUIDFromBytes(("owner of " + workspace).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
