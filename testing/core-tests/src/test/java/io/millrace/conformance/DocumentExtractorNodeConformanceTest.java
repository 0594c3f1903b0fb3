package io.millrace.conformance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceType;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.tika.TikaDocumentExtractor;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.NodesUnderTest;
import io.millrace.node.RunInfo;
import io.millrace.tool.Tool;
import io.millrace.variable.VariablePool;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The {@code document-extractor} node against what Dify's own made of the same files. */
class DocumentExtractorNodeConformanceTest {
  private static final ExtractionVectors VECTORS = new ExtractionVectors("document_extractor_node");

  @Test
  void textsAndErrorsAreThoseOfTheOriginal() throws IOException {
    try (DocumentExtractor extractor = new TikaDocumentExtractor()) {
      VECTORS.check(vector -> problem(vector, extractor));
    }
  }

  private static @Nullable String problem(JsonNode vector, DocumentExtractor extractor)
      throws Exception {
    String extension = vector.path("extension").asText(null);
    MemoryFiles files = new MemoryFiles();
    VariablePool pool = new VariablePool();
    pool.put(
        "start",
        "file",
        files.put(
            requireNonNull(VECTORS.content(vector)),
            null,
            extension,
            vector.path("mime_type").asText(null)));
    NodeResult result =
        NodesUnderTest.documentExtractor(
                Map.of("variable_selector", List.of("start", "file")),
                new Services(files, extractor))
            .execute(new Context(pool));
    JsonNode expected = vector.required("expect");
    if (expected.has("error")) {
      return result instanceof NodeResult.Failed failed
          ? errorProblem(expected.required("error").required("message").asText(), failed.error())
          : ExtractionVectors.difference(expected, result.outputs());
    } else if (!(result instanceof NodeResult.Succeeded)) {
      return ExtractionVectors.difference(expected, result);
    }
    String text = expected.required("text").asText();
    String actual = (String) requireNonNull(result.outputs().get("text"));
    return textProblem(text, actual, extension == null ? "" : extension.replace(".", ""));
  }

  private static @Nullable String textProblem(String text, String actual, String extension) {
    if (ExtractionVectors.onlyWordsBind(extension)) {
      String missing = ExtractionVectors.missingWord(text, actual);
      return missing == null
          ? null
          : " lacks '" + missing + "'" + ExtractionVectors.difference(text, actual);
    }
    return text.equals(actual) ? null : ExtractionVectors.difference(text, actual);
  }

  /** What a library of the original said after the colon does not bind. */
  private static @Nullable String errorProblem(String expected, String actual) {
    boolean library = expected.startsWith("Failed to ");
    boolean missingService = expected.startsWith("Unstructured API URL");
    String binding = library ? expected.substring(0, expected.indexOf(':') + 1) : expected;
    boolean same = library ? actual.startsWith(binding) : actual.equals(binding);
    return same || missingService ? null : ExtractionVectors.difference(expected, actual);
  }

  record Context(VariablePool variables) implements NodeContext {
    @Override
    public String executionId() {
      return "execution";
    }

    @Override
    public RunInfo run() {
      return new RunInfo("run", false, null, null, null, "batch");
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public Instant deadline() {
      return Instant.now().plusSeconds(600);
    }

    @Override
    public void warn(String sentence) {}
  }

  record Services(MemoryFiles memory, @Nullable DocumentExtractor tika) implements NodeServices {
    @Override
    public FileSource files() {
      return memory;
    }

    @Override
    public FileStore fileStore() {
      return memory;
    }

    @Override
    public Optional<DocumentExtractor> extractor() {
      return Optional.ofNullable(tika);
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
    public ResolvedEmbedding embedding(ModelId id) {
      throw new UnsupportedOperationException("An extractor embeds nothing");
    }

    @Override
    public KnowledgeBase rememberVectorModel(KnowledgeBase base, EmbeddingModel model) {
      throw new UnsupportedOperationException("An extractor embeds nothing");
    }
  }
}
