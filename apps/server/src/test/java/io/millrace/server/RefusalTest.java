package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Pipeline;
import io.millrace.server.key.ApiKeys;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is documented to be refused, in the order of the checks. */
class RefusalTest extends ServerTest {
  private static final String GOOD =
      """
      {"inputs":{},"datasource_type":"local_file","datasource_info_list":[{"reference":"x"}],
       "start_node_id":"file","is_published":false,"response_mode":"blocking"}
      """;

  @Test
  void aCallWithoutKeyIsTold() {
    Http.Reply reply = http.withKey(null).post(at("/pipeline/run"), GOOD);

    reply.isError(
        401, "unauthorized", "Authorization header must be provided and start with 'Bearer'");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\"");
  }

  @Test
  void anotherSchemeIsRefused() {
    http.send(
            http.withKey(null).request(at("/documents")).header("Authorization", "Basic abc").GET())
        .isError(401, "unauthorized", "Authorization scheme must be 'Bearer'");
  }

  @Test
  void theSchemeIsReadInAnyCaseAndWithAnyNumberOfSpaces() {
    String key = ApiKeys.of(folder).create("more", "default").secret();

    Http.Reply reply =
        http.send(
            http.withKey(null)
                .request("/v1/metrics")
                .header("Authorization", "bEARER   " + key)
                .GET());

    // another process made the key: the server knows within a second
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> http.withKey(key).get("/v1/metrics").is(200));
    assertThat(reply.status()).isIn(200, 401);
  }

  @Test
  void anUnknownKeyIsRefused() {
    http.withKey("dataset-wrong")
        .get(at("/documents"))
        .isError(401, "unauthorized", "Access token is invalid");
  }

  @Test
  void anUnknownDatasetIsNotFound() {
    http.post("/v1/datasets/" + UUID.randomUUID() + "/pipeline/run", GOOD)
        .isError(404, "not_found", "Dataset not found.");
  }

  @Test
  void anotherWorkspacesDatasetIsNotFound() {
    String key = ApiKeys.of(folder).create("strangers", "elsewhere").secret();
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> http.withKey(key).get("/v1/metrics").is(200));

    http.withKey(key)
        .post(at("/pipeline/run"), GOOD)
        .isError(404, "not_found", "Dataset not found.");
  }

  @Test
  void aSegmentThatIsNoUuidMatchesNoRoute() {
    http.post("/v1/datasets/mine/pipeline/run", GOOD).isError(404, "not_found");
  }

  @Test
  void anotherMethodIsNotAllowed() {
    Http.Reply reply = http.delete(at("/pipeline/run"));

    reply.isError(405, "method_not_allowed");
    assertThat(reply.header("Allow")).isEqualTo("POST");
  }

  @Test
  void anEmptyBodyIsABadRequest() {
    http.post(at("/pipeline/run"), "")
        .isError(400, "bad_request", "Invalid JSON payload received or JSON payload is empty.");
  }

  @Test
  void whatIsNotJsonIsABadRequest() {
    http.post(at("/pipeline/run"), "{\"inputs\":").isError(400, "bad_request");
    http.post(at("/pipeline/run"), "[".repeat(5_000)).isError(400, "bad_request");
  }

  @Test
  void anotherContentTypeIsUnsupported() {
    http.send(
            http.request(at("/pipeline/run"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(GOOD)))
        .isError(415, "unsupported_media_type");
  }

  @Test
  void aListIsNoBody() {
    http.post(at("/pipeline/run"), "[]")
        .isError(400, "invalid_param", "The body must be a JSON object");
  }

  @ParameterizedTest
  @CsvSource({
    "inputs,'\"inputs\":{},'",
    "datasource_type,'\"datasource_type\":\"local_file\",'",
    "datasource_info_list,'\"datasource_info_list\":[{\"reference\":\"x\"}],'",
    "start_node_id,'\"start_node_id\":\"file\",'",
    "is_published,'\"is_published\":false,'",
    "response_mode,',\"response_mode\":\"blocking\"'"
  })
  void aMissingFieldIsNamed(String field, String text) {
    assertThat(GOOD).contains(text);

    Http.Reply reply = http.post(at("/pipeline/run"), GOOD.replace(text, ""));

    reply.isError(400, "invalid_param");
    assertThat(reply.json().path("message").asText()).contains(field + " is required");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"inputs\":{}','\"inputs\":[]',inputs",
    "'\"datasource_type\":\"local_file\"','\"datasource_type\":\"ftp\"',datasource_type",
    "'\"datasource_type\":\"local_file\"','\"datasource_type\":7',datasource_type",
    "'[{\"reference\":\"x\"}]','{}',datasource_info_list",
    "'[{\"reference\":\"x\"}]','[7]',datasource_info_list[0]",
    "'\"start_node_id\":\"file\"','\"start_node_id\":7',start_node_id",
    "'\"is_published\":false','\"is_published\":\"no\"',is_published",
    "'\"response_mode\":\"blocking\"','\"response_mode\":\"async\"',response_mode"
  })
  void aWrongTypeOrWordIsNamed(String good, String bad, String field) {
    assertThat(GOOD).contains(good);

    Http.Reply reply = http.post(at("/pipeline/run"), GOOD.replace(good, bad));

    reply.isError(400, "invalid_param");
    assertThat(reply.json().path("message").asText()).contains(field);
  }

  @ParameterizedTest
  @CsvSource({
    "local_file,'{}',datasource_info_list[0].reference",
    "local_file,'{\"reference\":7}',datasource_info_list[0].reference",
    "online_document,'{\"page\":{\"page_id\":\"p\",\"type\":\"page\"}}',workspace_id",
    "online_document,'{\"workspace_id\":\"w\"}',page",
    "online_document,'{\"workspace_id\":\"w\",\"page\":{\"type\":\"page\"}}',page.page_id",
    "online_document,'{\"workspace_id\":\"w\",\"page\":{\"page_id\":\"p\"}}',page.type",
    "website_crawl,'{\"title\":\"t\"}',url",
    "online_drive,'{\"type\":\"file\"}',id",
    "online_drive,'{\"id\":\"i\"}',type",
    "online_drive,'{\"id\":\"i\",\"type\":\"link\"}',type"
  })
  void anEntryOfAnotherShapeIsNamed(String type, String entry, String field) {
    Http.Reply reply =
        http.post(
            at("/pipeline/run"),
            GOOD.replace("local_file", type).replace("{\"reference\":\"x\"}", entry));

    reply.isError(400, "invalid_param");
    assertThat(reply.json().path("message").asText()).contains(field);
  }

  @Test
  void anUnknownStartNodeIsTold() {
    Http.Reply reply = http.post(at("/pipeline/run"), GOOD.replace("\"file\"", "\"elsewhere\""));

    reply.isError(500, "pipeline_run_error");
    assertThat(reply.json().path("message").asText())
        .startsWith("Root node id elsewhere not found in the graph");
  }

  @Test
  void aWrongInputIsTold() {
    Http.Reply reply =
        http.post(
            at("/pipeline/run"), GOOD.replace("\"inputs\":{}", "\"inputs\":{\"longest\":\"x\"}"));

    reply.isError(500, "pipeline_run_error");
    assertThat(reply.json().path("message").asText()).contains("longest");
  }

  @Test
  void whatWasNeverPublishedCannotRunAsPublished() {
    String draft =
        http.send(
                http.request("/v1/pipelines")
                    .header("Content-Type", "application/yaml")
                    .POST(
                        BodyPublishers.ofString(Pipelines.yaml(Pipelines.general("Unpublished")))))
            .is(201)
            .json()
            .path("dataset_id")
            .asText();

    http.post(
            "/v1/datasets/" + draft + "/pipeline/run",
            GOOD.replace("\"is_published\":false", "\"is_published\":true"))
        .isError(500, "pipeline_run_error", "Workflow not published");
    http.get("/v1/datasets/" + draft + "/pipeline/datasource-plugins")
        .isError(400, "invalid_param", "Pipeline or workflow not found");
  }

  @Test
  void aKnowledgeBaseWhoseApiIsOffCannotRun() {
    http.patch(at(""), "{\"enable_api\":false}").is(200);

    http.post(at("/pipeline/run"), GOOD)
        .isError(403, "forbidden", "Dataset api access is not enabled.");
  }

  @Test
  void aKnowledgeBaseWithoutPipelineCannotRun() {
    Pipeline pipeline = Pipelines.general("Without");
    String bare = engine.knowledgeBase(pipeline, null).id();

    http.post("/v1/datasets/" + bare + "/pipeline/run", GOOD)
        .isError(400, "invalid_param", "Pipeline not found");
  }
}
