package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import org.junit.jupiter.api.Test;

/** Child chunks, with vectors of the offline model. */
class HierarchicalTest extends ServerTest {
  private static Pipeline parents() {
    return Pipeline.builder("Parents")
        .datasource("file")
        .localFile("md")
        .documentExtractor("extract", Selector.of("file", "file"))
        .parentChildChunker("chunk")
        .mixed("input_text", "{{#extract.text#}}")
        .constant("parent_mode", "paragraph")
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .parentChild()
        .highQuality("langgenius/openai/openai", "text-embedding-3-small")
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  @Test
  void childChunksAreListedAddedChangedAndDeleted() {
    dataset = server.serve(parents());
    String file = http.upload("a.md", "The wheel turns\nThe sluice opens\n\nAn otter swims");
    String document =
        http.post(at("/pipeline/run"), run(file, true, "blocking"))
            .is(200)
            .json()
            .at("/data/outputs/document_id")
            .asText();
    String segments = at("/documents/" + document + "/segments");
    JsonNode first = http.get(segments).is(200).json().at("/data/0");
    assertThat(first.path("child_chunks")).hasSize(2);
    String children = segments + "/" + first.path("id").asText() + "/child_chunks";
    JsonNode list = http.get(children + "?limit=1").is(200).json();
    assertThat(list.path("total_pages").asInt()).isEqualTo(2);

    JsonNode made = http.post(children, "{\"content\":\"A heron waits\"}").is(200).json();

    assertThat(made.at("/data/position").asInt()).isEqualTo(3);
    assertThat(made.at("/data/type").asText()).isEqualTo("customized");
    assertThat(best("a heron waits")).isEqualTo("A heron waits");
    String child = children + "/" + made.at("/data/id").asText();
    http.patch(child, "{\"content\":\"A kingfisher dives\"}").is(200);
    assertThat(best("kingfisher dives")).isEqualTo("A kingfisher dives");
    http.delete(child).is(204);
    http.delete(child).isError(404, "not_found", "Child chunk not found.");
    assertThat(best("kingfisher dives")).isNotEqualTo("A kingfisher dives");
    String second = http.get(segments).json().at("/data/1/id").asText();
    http.post(segments + "/" + second, "{\"segment\":{\"enabled\":false}}").is(200);
    assertThat(best("an otter swims")).isNotEqualTo("An otter swims");
    http.post(segments + "/" + second, "{\"segment\":{\"enabled\":true}}").is(200);
    assertThat(best("an otter swims")).isEqualTo("An otter swims");
  }

  private String best(String query) {
    return http.post(at("/retrieve"), "{\"query\":\"" + query + "\"}")
        .is(200)
        .json()
        .at("/records/0/child_chunks/0/content")
        .asText();
  }
}
