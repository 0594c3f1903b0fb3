package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.IfElseStep.Condition;
import io.millrace.variable.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineBuilderTest {

  @Test
  void theResultIsWhatReadingItsFileGives() {
    Pipeline built = branched().build();
    PipelineInspection read = new PipelineReader().inspect(new PipelineWriter().write(built));
    assertThat(read.problems()).isEmpty();
    assertThat(read.orThrow()).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(new PipelineWriter().write(built))
        .isEqualTo(new PipelineWriter().write(branched().build()));
  }

  @Test
  void nodesHaveWhatDifysCanvasWants() {
    Pipeline built = branched().build();
    List<?> nodes = Trees.asList(Trees.asMap(built.section("workflow").get("graph")).get("nodes"));
    assertThat(nodes).hasSameSizeAs(built.nodes());
    Set<Object> positions = new HashSet<>();
    for (Object node : nodes) {
      assertThat(Trees.asMap(node))
          .containsKeys("id", "data", "position", "positionAbsolute", "type", "width", "height");
      positions.add(Trees.asMap(node).get("position"));
    }
    assertThat(positions).hasSameSizeAs(nodes);
  }

  @Test
  void edgesCarryBranchesAndTypes() {
    Pipeline built = branched().build();
    assertThat(built.edges()).contains(new PipelineEdge("choose", "csv", "table"));
    assertThat(new PipelineWriter().write(built)).contains("sourceType: if-else");
  }

  @Test
  void anUnknownOrDoubledNodeIsRefusedAtOnce() {
    assertThatThrownBy(() -> Samples.chain().edge("chunk", "indxe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Node 'indxe' is not in this pipeline. Call node() before edge(). "
                + "Known: [file, extract, chunk, index]");
    assertThatThrownBy(() -> Samples.chain().node("chunk", "code", Map.of()))
        .hasMessageContaining("'chunk' is there already");
    assertThatThrownBy(() -> Samples.chain().node("odd", "code", Map.of("x", new Object())).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPipelineWithErrorsIsNotBuilt() {
    assertThatThrownBy(() -> Samples.chain().edge("index", "extract").build())
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("cycle");
  }

  private static PipelineBuilder branched() {
    return Pipeline.builder("Branched")
        .description("two ways")
        .variable(
            PipelineVariable.shared("text-input", "delimiter")
                .label("Delimiter")
                .required()
                .defaultValue("\\n\\n")
                .maxLength(100)
                .build())
        .environmentVariable(new EnvironmentVariable("e1", "key", "secret", "s"))
        .datasource("file")
        .title("File")
        .localFile("csv", "pdf")
        .datasource("site")
        .parameters(Map.of("url", "{{#rag.site.url#}}"))
        .websiteCrawl("langgenius/jina_datasource", "jinareader", "jina_reader")
        .variable(PipelineVariable.of("site", "text-input", "url").required().build())
        .ifElse("choose")
        .whenAny("csv", new Condition(Selector.of("file", "file", "extension"), "is", ".csv"))
        .add()
        .tool("table", "langgenius/dify_extractor/dify_extractor", "dify_extractor")
        .variable("file", Selector.of("file", "file"))
        .setting("error_strategy", "default-value")
        .add()
        .documentExtractor("extract", Selector.of("file", "file"))
        .aggregator(
            "first",
            "string",
            Selector.of("table", "text"),
            Selector.of("extract", "text"),
            Selector.of("site", "content"))
        .parentChildChunker("chunk")
        .mixed("input_text", "{{#first.output#}}")
        .mixed("separator", "{{#rag.shared.delimiter#}}")
        .constant("max_length", 1024)
        .add()
        .knowledgeIndex("index")
        .parentChild()
        .chunks(Selector.of("chunk", "result"))
        .topK(5)
        .highQuality("langgenius/openai/openai", "text-embedding-3-small")
        .chain("file", "choose")
        .branch("choose", "csv", "table")
        .branch("choose", "false", "extract")
        .edge("table", "first")
        .edge("extract", "first")
        .chain("site", "first", "chunk", "index");
  }
}
