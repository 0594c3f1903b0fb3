package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DegradationReportTest {
  private final Capabilities capabilities =
      new Capabilities() {
        @Override
        public Support nodeType(String type) {
          return type.equals("llm") ? Support.notSupported("no chat model") : Support.ofNative();
        }

        @Override
        public Support tool(String providerId, String toolName) {
          return toolName.equals("dify_extractor")
              ? Support.standIn("our extractor")
              : Support.ofNative();
        }

        @Override
        public Support datasource(String providerType, String pluginId, String providerName) {
          return providerType.equals("local_file")
              ? Support.ofNative()
              : Support.notSupported("add millrace-datasource-" + providerName);
        }

        @Override
        public Support model(String type, String provider, String name) {
          return Support.standIn("MiniLM for " + type);
        }
      };

  @Test
  void everyNodeToolDatasourceAndModelIsListed() {
    DegradationReport report =
        DegradationReport.of(Samples.pipeline("branches.pipeline"), capabilities);
    assertThat(report.entries(Support.Level.STAND_IN))
        .extracting(DegradationReport.Entry::subject)
        .containsExactly(
            "langgenius/dify_extractor/dify_extractor/dify_extractor",
            "text-embedding langgenius/openai/openai/small",
            "rerank langgenius/jina/jina/reranker");
    assertThat(report.entries(Support.Level.NOT_SUPPORTED))
        .extracting(DegradationReport.Entry::nodeId)
        .containsExactly("web");
    assertThat(report.worst()).isEqualTo(Support.Level.NOT_SUPPORTED);
    assertThat(report.entries()).hasSize(14);
    assertThat(report.toString()).contains("add millrace-datasource-jinareader");
  }

  @Test
  void theModelThatSumsUpChunksIsReportedAsWhatItIs() {
    Map<String, Object> index =
        new LinkedHashMap<>(
            Map.of(
                "chunk_structure",
                "text_model",
                "indexing_technique",
                "high_quality",
                "index_chunk_variable_selector",
                List.of("file", "file"),
                "retrieval_model",
                Map.of("search_method", "keyword_search", "top_k", 3)));
    index.putAll(Map.of("embedding_model", "e", "embedding_model_provider", "p"));
    index.put(
        "summary_index_setting",
        Map.of("enable", true, "model_name", "m", "model_provider_name", "p"));
    Pipeline pipeline =
        Pipeline.builder("Summed up")
            .datasource("file")
            .localFile("txt")
            .node("index", "knowledge-index", index)
            .chain("file", "index")
            .build();
    assertThat(DegradationReport.of(pipeline, capabilities).entries())
        .extracting(DegradationReport.Entry::subject)
        .contains("llm p/m")
        .doesNotContain("summary_index_setting");
  }

  @Test
  void anEconomicalIndexCallsNoModelAndAnLlmNodeDoes() {
    DegradationReport report =
        DegradationReport.of(Samples.pipeline("containers.pipeline"), capabilities);
    assertThat(report.entries())
        .filteredOn(entry -> entry.kind() == DegradationReport.Kind.MODEL)
        .extracting(DegradationReport.Entry::nodeId)
        .containsExactly("ask");
  }
}
