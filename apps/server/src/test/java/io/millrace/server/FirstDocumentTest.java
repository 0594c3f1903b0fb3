package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.Http.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A knowledge base that was made with nothing but a name: its first document settles it. */
class FirstDocumentTest extends ServerTest {
  private static final String TEXT = "/document/create-by-text";

  @BeforeEach
  void makeOne() {
    dataset = http.post("/v1/datasets", "{\"name\":\"Bare\"}").is(200).json().path("id").asText();
  }

  private JsonNode stored(JsonNode made) {
    String document = at("/documents/" + made.at("/document/id").asText());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(http.get(document).json().path("indexing_status").asText())
                    .isEqualTo("completed"));
    return http.get(document + "/segments").is(200).json().path("data");
  }

  private JsonNode base() {
    return http.get(at("")).is(200).json();
  }

  @Test
  void itMustSayHowItIsIndexed() {
    assertThat(base().path("indexing_technique").isNull()).isTrue();

    http.post(at(TEXT), "{\"name\":\"n\",\"text\":\"t\"}")
        .isError(400, "invalid_param", "indexing_technique is required.");
    http.form(at("/document/create-by-file"), Part.file("a.md", "text/markdown", "a"))
        .isError(400, "invalid_param", "indexing_technique is required.");
    http.post(at(TEXT), "{\"name\":\"n\",\"text\":\"t\",\"indexing_technique\":\"fast\"}")
        .isError(400, "invalid_param", "indexing_technique must be one of high_quality, economy");
    http.post(
            at(TEXT),
            "{\"name\":\"n\",\"text\":\"t\",\"indexing_technique\":\"economy\",\"doc_form\":\"x\"}")
        .isError(400, "invalid_param");
  }

  @Test
  void theOnesAfterItNeedNotAndCannotHaveAnotherStructure() {
    stored(
        http.post(
                at(TEXT),
                """
                {"name":"n","text":"The wheel turns","indexing_technique":"economy",
                 "retrieval_model":{"search_method":"keyword_search","reranking_enable":false,
                  "top_k":7,"score_threshold_enabled":false}}
                """)
            .is(200)
            .json());

    assertThat(base().path("indexing_technique").asText()).isEqualTo("economy");
    assertThat(base().at("/retrieval_model_dict/top_k").asInt()).isEqualTo(7);
    stored(http.post(at(TEXT), "{\"name\":\"m\",\"text\":\"An otter\"}").is(200).json());
    http.post(at(TEXT), "{\"name\":\"o\",\"text\":\"t\",\"doc_form\":\"hierarchical_model\"}")
        .isError(400, "invalid_param", "doc_form is different from the dataset doc_form.");
  }

  @Test
  void aFileMayMakeItOneOfParentsAndChildren() {
    JsonNode segments =
        stored(
            http.form(
                    at("/document/create_by_file"),
                    Part.field(
                        "data",
                        """
                        {"indexing_technique":"high_quality","doc_form":"hierarchical_model",
                         "process_rule":{"mode":"hierarchical","rules":{"parent_mode":"paragraph",
                          "pre_processing_rules":[{"id":"remove_urls_emails","enabled":true}],
                          "segmentation":{"separator":"###","max_tokens":500},
                          "subchunk_segmentation":{"separator":"\\n","max_tokens":200}}}}
                        """),
                    Part.file(
                        "a.md",
                        "text/markdown",
                        "The wheel turns\nThe sluice opens###Ask mill@mill.example"))
                .is(200)
                .json());

    assertThat(base().path("doc_form").asText()).isEqualTo("hierarchical_model");
    assertThat(base().path("indexing_technique").asText()).isEqualTo("high_quality");
    assertThat(segments).hasSize(2);
    assertThat(segments.at("/0/child_chunks")).hasSize(2);
    assertThat(segments.at("/1/content").asText()).contains("Ask").doesNotContain("@");
  }

  @Test
  void withoutRulesItIsCutIntoLinesOfFiveHundred() {
    String line = "The wheel turns. ".repeat(28).strip();

    JsonNode segments =
        stored(
            http.post(
                    at(TEXT),
                    "{\"name\":\"n\",\"text\":\"%s\\n%s\",\"indexing_technique\":\"economy\"}"
                        .formatted(line, line))
                .is(200)
                .json());

    assertThat(segments).hasSize(2);
  }

  @Test
  void whoChangesItMaySettleItToo() {
    http.patch(at(""), "{\"indexing_technique\":\"economy\"}").is(200);

    assertThat(base().path("indexing_technique").asText()).isEqualTo("economy");
    stored(http.post(at(TEXT), "{\"name\":\"n\",\"text\":\"The wheel\"}").is(200).json());
  }
}
