package io.millrace.testkit;

import com.google.common.collect.ImmutableList;
import io.millrace.RunResult;
import io.millrace.event.PipelineEvent;
import io.millrace.event.PipelineEvent.NodeFinished;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.knowledge.Retriever;
import io.millrace.knowledge.Segment;
import io.millrace.model.ModelId;
import io.millrace.pipeline.Pipeline;
import io.millrace.testkit.fake.FakeEmbeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A run that a {@link PipelineTester} made, with what it left.
 *
 * @since 0.1
 */
public final class TestedRun {
  private static final int PAGE = 1_000;

  private final Pipeline pipeline;
  private final RunResult result;
  private final EventRecorder events;
  private final KnowledgeStore store;
  private final FakeEmbeddings embeddings;

  TestedRun(
      Pipeline pipeline,
      RunResult result,
      EventRecorder events,
      KnowledgeStore store,
      FakeEmbeddings embeddings) {
    this.pipeline = pipeline;
    this.result = result;
    this.events = events;
    this.store = store;
    this.embeddings = embeddings;
  }

  /** Returns how the run ended. */
  public RunResult result() {
    return result;
  }

  /** Returns the run's events, in order. */
  public ImmutableList<PipelineEvent> events() {
    return events.events();
  }

  /** Returns one short line an event. */
  public List<String> script() {
    return events.script();
  }

  /** Returns the ids of the nodes that ended, in the order in which they did. */
  public List<String> path() {
    return events.events(NodeFinished.class).stream().map(e -> e.node().nodeId()).toList();
  }

  /**
   * Returns what a node gave, the last time it ended.
   *
   * @throws AssertionError if it never ended; the message has the path taken
   */
  public Map<String, @Nullable Object> outputs(String nodeId) {
    List<NodeFinished> ended =
        events.events(NodeFinished.class).stream()
            .filter(e -> e.node().nodeId().equals(nodeId))
            .toList();
    if (ended.isEmpty()) {
      throw new AssertionError(
          "Node '%s' never ran. The path taken: %s. The pipeline's nodes: %s"
              .formatted(nodeId, path(), pipeline.nodes().stream().map(n -> n.id()).toList()));
    }
    return ended.get(ended.size() - 1).report().outputs();
  }

  /** Returns the documents that are stored; none after a draft run. */
  public List<Document> documents() {
    KnowledgeBase base = result.knowledgeBase();
    return base == null
        ? List.of()
        : all(page -> store.documents(base.id(), PageRequest.of(page, PAGE)));
  }

  /** Returns the segments of all documents, by document and position. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (Document document : documents()) {
      segments.addAll(
          all(
              page ->
                  store.segments(
                      document.knowledgeBaseId(), document.id(), PageRequest.of(page, PAGE))));
    }
    return segments;
  }

  /** Returns the texts of the segments. */
  public List<String> chunks() {
    return segments().stream().map(Segment::content).toList();
  }

  /**
   * Searches what was stored, with the knowledge base's own settings.
   *
   * @throws AssertionError if the run stored nothing
   */
  public List<RetrievedRecord> search(String query) {
    KnowledgeBase made = result.knowledgeBase();
    KnowledgeBase base = made == null ? null : store.find(made.id()).orElse(null);
    if (base == null) {
      throw new AssertionError("The run was a draft: there is nothing to search");
    }
    ModelId model = base.embeddingModel();
    return new Retriever(store)
        .retrieve(
            base,
            query,
            base.retrieval(),
            base.technique() == IndexingTechnique.ECONOMY || model == null
                ? null
                : embeddings.model(model).orElseThrow())
        .records();
  }

  private static <T> List<T> all(IntFunction<Page<T>> pages) {
    List<T> all = new ArrayList<>();
    for (int number = 1; ; number++) {
      Page<T> page = pages.apply(number);
      all.addAll(page.items());
      if (page.items().isEmpty() || all.size() >= page.total()) {
        return all;
      }
    }
  }
}
