package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** How a knowledge base is searched: as it was published, unless somebody changed it since. */
class SettingsTest extends ServerTest {
  private static final String OURS =
      "{\"retrieval_model\":{\"search_method\":\"keyword_search\",\"reranking_enable\":false,"
          + "\"top_k\":1,\"score_threshold_enabled\":false}}";

  private int topK() {
    return http.get(at("")).is(200).json().at("/retrieval_model_dict/top_k").asInt();
  }

  private JsonNode found() {
    return http.post(at("/retrieve"), "{\"query\":\"wheel\"}").is(200).json().path("records");
  }

  private void runPublished() {
    String file = http.upload("a.md", "One wheel\n\nTwo wheels, wheel\n\nThree wheel");
    http.post(at("/pipeline/run"), run(file, true, "blocking")).is(200);
  }

  @Test
  void whatSomebodyChangedStaysWhenThePipelineRuns() {
    http.patch(at(""), OURS).is(200);

    runPublished();

    assertThat(topK()).isEqualTo(1);
    assertThat(found()).hasSize(1);
  }

  @Test
  void itStaysWhenTheServerStartsAgainWithTheSamePipeline() {
    http.patch(at(""), OURS).is(200);

    server.serve(Pipelines.general());

    assertThat(topK()).isEqualTo(1);
  }

  @Test
  void aDocumentByTextLeavesItToo() {
    http.patch(at(""), OURS).is(200);

    http.post(at("/document/create-by-text"), "{\"name\":\"n\",\"text\":\"wheel\"}").is(200);

    assertThat(topK()).isEqualTo(1);
  }

  @Test
  void itEndsWhenAPipelineIsPublished() {
    http.patch(at(""), OURS).is(200);
    http.send(
            http.request(at("/pipeline/draft"))
                .PUT(BodyPublishers.ofString(Pipelines.yaml(Pipelines.general()))))
        .is(200);
    assertThat(topK()).isEqualTo(1);

    http.post(at("/pipeline/publish"), "").is(200);

    assertThat(topK()).isNotEqualTo(1);
    runPublished();
    assertThat(found()).hasSizeGreaterThan(1);
  }
}
