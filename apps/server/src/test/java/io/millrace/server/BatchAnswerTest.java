package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published runs answered as Dify's servers do. */
class BatchAnswerTest extends ServerTest {
  @Override
  protected MillraceServer.Builder settings(MillraceServer.Builder builder) {
    return builder.publishedAnswer(PublishedAnswer.BATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocking", "streaming"})
  void theDocumentsToComeAreListedAtOnce(String mode) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String name = "text " + i + ".md";
      entries.add(
          "{\"reference\":\"%s\",\"name\":\"%s\"}".formatted(http.upload(name, "text " + i), name));
    }

    JsonNode answer =
        http.post(
                at("/pipeline/run"),
                """
                {"inputs":{},"datasource_type":"local_file","datasource_info_list":[%s],
                 "start_node_id":"file","is_published":true,"response_mode":"%s"}
                """
                    .formatted(String.join(",", entries), mode))
            .is(200)
            .json();

    assertThat(answer.fieldNames()).toIterable().containsExactly("batch", "dataset", "documents");
    assertThat(answer.path("dataset").path("id").asText()).isEqualTo(dataset);
    assertThat(answer.path("documents")).hasSize(20);
    JsonNode first = answer.path("documents").get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "position",
            "data_source_type",
            "data_source_info",
            "name",
            "indexing_status",
            "error",
            "enabled");
    assertThat(first.path("position").asInt()).isEqualTo(1);
    String batch = answer.path("batch").asText();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        http.get(at("/documents/" + batch + "/indexing-status"))
                            .json()
                            .path("data"))
                    .extracting(one -> one.path("indexing_status").asText())
                    .hasSize(20)
                    .containsOnly("completed"));
  }

  @Test
  void aDraftRunIsAnsweredAsAlways() {
    String file = http.upload("a.md", "one");

    assertThat(
            http.post(at("/pipeline/run"), run(file, false, "blocking"))
                .is(200)
                .json()
                .at("/data/status")
                .asText())
        .isEqualTo("succeeded");
  }
}
