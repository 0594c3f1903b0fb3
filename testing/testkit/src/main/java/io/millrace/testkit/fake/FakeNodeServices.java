package io.millrace.testkit.fake;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceType;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.model.ChatModel;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.node.NodeServices;
import io.millrace.tool.Tool;
import java.util.Optional;

/**
 * What an engine lends to a node, in memory: files, plain text, word vectors, a model that repeats
 * what it is asked. Override what a test needs differently.
 *
 * @since 0.1
 */
public class FakeNodeServices implements NodeServices {
  private final InMemoryFileStore files = new InMemoryFileStore();

  /** Makes services with an empty file store. */
  public FakeNodeServices() {}

  @Override
  public FileSource files() {
    return files;
  }

  @Override
  public FileStore fileStore() {
    return files;
  }

  @Override
  public Optional<DocumentExtractor> extractor() {
    return Optional.of(new PlainTextExtractor());
  }

  @Override
  public Optional<Tool> tool(String providerId, String toolName) {
    return Optional.empty();
  }

  @Override
  public Optional<Datasource> datasource(DatasourceType type, String providerName) {
    return Optional.empty();
  }

  @Override
  public Optional<KnowledgeStore> knowledge() {
    return Optional.empty();
  }

  @Override
  public Optional<Indexer> indexer() {
    return Optional.empty();
  }

  @Override
  public KnowledgeBase rememberVectorModel(KnowledgeBase base, EmbeddingModel model) {
    return base;
  }

  @Override
  public ResolvedEmbedding embedding(ModelId id) {
    return new ResolvedEmbedding(new WordVectors(id, WordVectors.DEFAULT_DIMENSION), false);
  }

  @Override
  public ChatModel chatModel(ModelId id) {
    return new EchoChatModel(id);
  }

  @Override
  public Optional<RerankModel> rerankModel(ModelId id) {
    return Optional.of(new SharedWordsReranker(id));
  }
}
