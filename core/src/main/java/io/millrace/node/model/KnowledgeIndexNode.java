package io.millrace.node.model;

import com.google.common.base.CharMatcher;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.Preview;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores a document's chunks, or shows them in a draft run (spec/04 §3). */
final class KnowledgeIndexNode implements NodeExecutor {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_EXCUSE = 10_000;
  private static final String ERROR_TYPE = "KnowledgeIndexNodeError";

  private final ChunkStructure structure;
  private final Selector chunks;
  private final IndexingTechnique technique;
  private final @Nullable ChunkSummaries summaries;
  private final NodeServices services;
  private final Clock clock = Clock.systemUTC();

  KnowledgeIndexNode(Settings settings, NodeServices services) {
    try {
      this.structure = ChunkStructure.of(settings.string("chunk_structure"));
      this.technique = IndexingTechnique.of(settings.string("indexing_technique", "economy"));
    } catch (KnowledgeException e) {
      throw new InvalidNodeException(String.valueOf(e.getMessage()), e);
    }
    this.chunks = settings.selector("index_chunk_variable_selector");
    this.summaries = ChunkSummaries.read(settings.object("summary_index_setting"), services);
    this.services = services;
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Optional<Value> value = context.variables().get(chunks);
    if (value.isEmpty()) {
      return NodeResult.failed(
          "Index chunk variable is required." + whatItsNodeSays(context), ERROR_TYPE);
    }
    Object raw = value.get().raw();
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("chunks", raw);
    try {
      String excuse = excuse(context, raw);
      if (excuse != null) {
        return NodeResult.failed(excuse, ERROR_TYPE).withInputs(inputs);
      }
      return (context.run().published() ? index(context, raw) : preview(context, raw))
          .withInputs(inputs);
    } catch (KnowledgeException | ModelException e) {
      return NodeResult.failed(String.valueOf(e.getMessage()), ERROR_TYPE).withInputs(inputs);
    }
  }

  /**
   * A tool that could not read a file says so in its text (spec/04 §5.5). Where that is all there
   * is to store, it is the reason why the item failed.
   */
  private @Nullable String excuse(NodeContext context, @Nullable Object raw) {
    List<String> warnings = context.warnings();
    if (warnings.isEmpty()) {
      return null;
    }
    StringBuilder all = new StringBuilder();
    for (Preview.Item item : Indexer.preview(structure, raw).items()) {
      if (all.append(item.content()).length() > LONGEST_EXCUSE) {
        return null;
      }
    }
    String text = CharMatcher.whitespace().removeFrom(all);
    return warnings.stream()
        .filter(warning -> CharMatcher.whitespace().removeFrom(warning).equals(text))
        .findFirst()
        .orElse(null);
  }

  /** A tool that found nothing to chunk succeeds and says why in its text (spec/04 §5.4). */
  private String whatItsNodeSays(NodeContext context) {
    return context
        .variables()
        .stored(chunks.node(), "text")
        .map(value -> value.text().strip())
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                " Node %s gave no '%s', only this text: %s"
                    .formatted(
                        chunks.node(),
                        chunks.name(),
                        text.length() <= LONGEST_TEXT
                            ? text
                            : text.substring(0, LONGEST_TEXT) + "…"))
        .orElse("");
  }

  private NodeResult.Succeeded preview(NodeContext context, @Nullable Object raw) {
    Preview preview = Indexer.preview(structure, raw);
    ChunkSummaries.Made made = summaries(context, technique, structure, raw);
    String complaint = made.complaint();
    if (complaint != null) {
      throw new KnowledgeException(complaint);
    }
    return succeeded(preview.withSummaries(made.byText()).toMap(), made);
  }

  /** Questions have answers, and an economy knowledge base no vectors: neither gets summaries. */
  private ChunkSummaries.Made summaries(
      NodeContext context, IndexingTechnique wanted, ChunkStructure shape, @Nullable Object raw) {
    ChunkSummaries asked = summaries;
    if (asked == null || wanted == IndexingTechnique.ECONOMY || shape == ChunkStructure.QA_MODEL) {
      return ChunkSummaries.Made.NOTHING;
    }
    return asked.of(
        Indexer.preview(shape, raw).items().stream().map(Preview.Item::content).distinct().toList(),
        context);
  }

  private static NodeResult.Succeeded succeeded(
      Map<String, ? extends @Nullable Object> outputs, ChunkSummaries.Made made) {
    NodeResult.Succeeded result = NodeResult.succeeded(outputs);
    return made.usage().total() == 0 ? result : result.withMetadata(Usages.metadata(made.usage()));
  }

  private NodeResult.Succeeded index(NodeContext context, @Nullable Object raw) {
    Instant started = clock.instant();
    KnowledgeStore store =
        services.knowledge().orElseThrow(() -> new KnowledgeException("Dataset ID is required."));
    Indexer indexer =
        services.indexer().orElseThrow(() -> new KnowledgeException("Dataset ID is required."));
    String baseId = required(context.run().knowledgeBaseId(), "Dataset ID is required.");
    String documentId = required(context.run().documentId(), "document_id is required.");
    KnowledgeBase base =
        store
            .find(baseId)
            .orElseThrow(() -> new KnowledgeException("Dataset " + baseId + " not found."));
    if (store.document(baseId, documentId).isEmpty()) {
      throw new KnowledgeException("Document " + documentId + " not found.");
    }
    ChunkSummaries.Made made = summaries(context, base.technique(), base.chunkStructure(), raw);
    String complaint = made.complaint();
    if (complaint != null) {
      context.warn(complaint + ". These chunks are stored without a summary");
    }
    Function<KnowledgeBase, Document> commit =
        into -> {
          EmbeddingModel model = null;
          KnowledgeBase filled = into;
          if (into.technique() == IndexingTechnique.HIGH_QUALITY) {
            model = embedding(context, into);
            filled = services.rememberVectorModel(into, model);
          }
          return store.commit(
              into.id(),
              indexer.index(
                  filled, documentId, raw, made.byText(), model, started, context::cancelled));
        };
    Document document = commit.apply(base);
    KnowledgeBase after = store.find(baseId).orElse(base);
    if (after.technique() != base.technique()) { // switched meanwhile: the vectors are missing
      document = commit.apply(after);
    }
    return succeeded(outputs(after, document), made);
  }

  /** Dify's model, or its substitute, which must show wherever someone may look. */
  private EmbeddingModel embedding(NodeContext context, KnowledgeBase base) {
    ModelId wanted = base.embeddingModel() == null ? new ModelId("", "") : base.embeddingModel();
    NodeServices.ResolvedEmbedding resolved = services.embedding(wanted);
    if (resolved.substitute()) {
      context.warn(
          "No provider is installed for embedding model '%s'; '%s' was used instead"
              .formatted(wanted, resolved.model().id()));
    }
    return resolved.model();
  }

  private static Map<String, @Nullable Object> outputs(KnowledgeBase base, Document document) {
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("dataset_id", base.id());
    outputs.put("dataset_name", base.name());
    outputs.put("batch", document.batch());
    outputs.put("document_id", document.id());
    outputs.put("document_name", document.name());
    outputs.put("created_at", document.createdAt().toEpochMilli() / 1e3);
    outputs.put("display_status", "completed");
    return outputs;
  }

  private static String required(@Nullable String value, String message) {
    if (value == null) {
      throw new KnowledgeException(message);
    }
    return value;
  }
}
