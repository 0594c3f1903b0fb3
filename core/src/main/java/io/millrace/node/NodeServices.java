package io.millrace.node;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceType;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import io.millrace.http.HttpTransport;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.model.ChatModel;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.tool.Tool;
import java.util.Optional;

/**
 * What an engine lends to its nodes.
 *
 * @since 0.1
 */
public interface NodeServices {

  /** Opens any file that a run can refer to. */
  FileSource files();

  /** Keeps files that nodes make. */
  FileStore fileStore();

  /**
   * Returns what reaches other machines, through the engine's egress gate. Where no module that
   * does is installed every call fails and says so.
   */
  default HttpTransport http() {
    return HttpTransport.NONE;
  }

  /** Returns the extractor, when a module that has one is installed. */
  Optional<DocumentExtractor> extractor();

  /** Returns the tool of that provider and name. */
  Optional<Tool> tool(String providerId, String toolName);

  /** Returns the datasource of that provider and type. */
  Optional<Datasource> datasource(DatasourceType type, String providerName);

  /** Returns the store of knowledge bases, when there is one. */
  Optional<KnowledgeStore> knowledge();

  /** Returns what turns chunks into stored segments, when there is a store. */
  Optional<Indexer> indexer();

  /**
   * Remembers whose vectors a knowledge base stores, once, and returns it as it is then.
   *
   * @throws io.millrace.knowledge.KnowledgeException if it already stores another model's vectors
   */
  KnowledgeBase rememberVectorModel(KnowledgeBase base, EmbeddingModel model);

  /**
   * Returns the embedding model that serves {@code id}, or its substitute.
   *
   * @throws io.millrace.model.ModelException if there is neither; the message says what to install
   */
  ResolvedEmbedding embedding(ModelId id);

  /**
   * Returns the chat model that serves {@code id}.
   *
   * @throws io.millrace.model.ModelException if there is none; the message says what to install
   */
  default ChatModel chatModel(ModelId id) {
    throw ModelException.permanent("No chat model is installed", null);
  }

  /** Returns the reranking model that serves {@code id}, when one is installed. */
  default Optional<RerankModel> rerankModel(ModelId id) {
    return Optional.empty();
  }

  /** Returns what renders Jinja2 templates, when a module that does so is installed. */
  default Optional<TemplateRenderer> templateRenderer() {
    return Optional.empty();
  }

  /**
   * Returns what runs the code of {@code code} nodes in that language, when a module that does is
   * installed.
   *
   * @param language a node's {@code code_language}: {@code javascript} or {@code python3}
   */
  default Optional<CodeExecutor> codeExecutor(String language) {
    return Optional.empty();
  }

  /** Returns what the outputs of {@code code} nodes may be; Dify's limits by default. */
  default CodeLimits codeLimits() {
    return CodeLimits.DEFAULT;
  }

  /**
   * An embedding model.
   *
   * @param model what embeds
   * @param substitute whether it stands in for the one that was asked for
   */
  record ResolvedEmbedding(EmbeddingModel model, boolean substitute) {}
}
