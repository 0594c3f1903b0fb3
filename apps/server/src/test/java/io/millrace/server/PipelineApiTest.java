package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineApiTest extends ServerTest {
  private Http.Reply yaml(String method, String path, String text) {
    return http.send(
        http.request(path)
            .header("Content-Type", "application/yaml")
            .method(method, BodyPublishers.ofString(text)));
  }

  @Test
  void aPipelineIsImportedPublishedExportedAndRolledBack() {
    String text = Pipelines.yaml(Pipelines.general("Imported"));

    JsonNode imported = yaml("POST", "/v1/pipelines", text).is(201).json();
    dataset = imported.path("dataset_id").asText();

    String file = http.upload("a.md", "one");
    http.post(at("/pipeline/run"), run(file, true, "blocking"))
        .isError(500, "pipeline_run_error", "Workflow not published");
    http.post(at("/pipeline/run"), run(file, false, "blocking")).is(200);
    String first = http.post(at("/pipeline/publish"), "").is(200).json().path("version").asText();
    http.post(at("/pipeline/run"), run(file, true, "blocking")).is(200);
    String changed = text.replace("Longest chunk", "Longest part");
    yaml("PUT", at("/pipeline/draft"), changed).is(200);
    http.post(at("/pipeline/publish"), "").is(200);
    JsonNode versions = http.get(at("/pipeline/versions")).is(200).json().path("data");
    assertThat(versions).hasSize(2);
    assertThat(versions.at("/0/latest").asBoolean()).isTrue();
    assertThat(http.get(at("/pipeline/export?version=latest")).body()).contains("Longest part");
    http.post(at("/pipeline/versions/" + first.replace(" ", "%20") + "/rollback"), "").is(200);
    assertThat(http.get(at("/pipeline/export?version=latest")).body()).contains("Longest chunk");
    http.post(at("/pipeline/versions/2020/rollback"), "").isError(400, "invalid_param");
  }

  @Test
  void aFileIsValidatedWithAllItsProblems() {
    JsonNode good =
        yaml("POST", "/v1/pipelines/validate", Pipelines.yaml(Pipelines.general())).is(200).json();
    assertThat(good.path("valid").asBoolean()).isTrue();
    assertThat(good.path("support")).isNotEmpty();

    JsonNode bad = yaml("POST", "/v1/pipelines/validate", "kind: app").is(200).json();
    assertThat(bad.path("valid").asBoolean()).isFalse();
    assertThat(bad.path("problems")).isNotEmpty();
    yaml("POST", "/v1/pipelines", "kind: app").isError(400, "invalid_param");
    yaml("POST", "/v1/pipelines", "").isError(400, "bad_request");
  }

  @Test
  void aRunIsLookedUpAndItsEventsReadOnceMore() {
    String file = http.upload("a.md", "one");
    Http.Reply streamed =
        http.post(at("/pipeline/run?event_ids=true"), run(file, true, "streaming")).is(200);
    List<JsonNode> events = streamed.events();
    String runs = at("/pipeline/runs/" + events.get(0).path("workflow_run_id").asText());

    assertThat(streamed.body()).startsWith("id: 1\ndata: ");
    JsonNode run = http.get(runs).is(200).json();
    assertThat(run.path("status").asText()).isEqualTo("succeeded");
    assertThat(run.at("/progress/finished").asInt()).isEqualTo(1);
    assertThat(http.get(runs + "/documents").json().path("total").asInt()).isEqualTo(1);
    assertThat(http.get(runs + "/events").is(200).events()).isEqualTo(events);
    assertThat(http.get(runs + "/events?from=3").events())
        .isEqualTo(events.subList(2, events.size()));
    assertThat(
            http.send(http.request(runs + "/events").header("Last-Event-ID", "2").GET()).events())
        .isEqualTo(events.subList(2, events.size()));
    http.get(at("/pipeline/runs/unknown")).isError(404, "not_found");
  }

  @Test
  void datasourcesOfThePipelineAreListed() {
    JsonNode list = http.get(at("/pipeline/datasource-plugins")).is(200).json();

    assertThat(list).hasSize(1);
    assertThat(list.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "node_id",
            "plugin_id",
            "provider_name",
            "datasource_type",
            "title",
            "user_input_variables",
            "credentials");
    assertThat(list.get(0).path("datasource_type").asText()).isEqualTo("local_file");
  }

  @Test
  void aLocalFileNodeCannotBeBrowsed() {
    Http.Reply reply =
        http.post(
                at("/pipeline/datasource/nodes/file/run"),
                "{\"inputs\":{},\"datasource_type\":\"local_file\",\"is_published\":true}")
            .is(200);

    assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(reply.events().get(0).path("event").asText()).isEqualTo("datasource_error");
    assertThat(reply.events().get(0).path("error").asText())
        .startsWith("Unsupported datasource provider");
    http.post(at("/pipeline/datasource/nodes/file/run"), "{}").isError(400, "invalid_param");
  }

  @Test
  void theProcessTellsHowItIs() {
    assertThat(http.withKey(null).get("/v1/health").is(200).body()).contains("ok");
    assertThat(http.withKey(null).get("/v1/ready").is(200).body()).contains("ready");
    http.withKey(null).get("/v1/metrics").isError(401, "unauthorized");
    assertThat(http.get("/v1/metrics").is(200).body())
        .contains("millrace_http_requests_total{operation=\"health\",status=\"200\"} 1");
  }

  @Test
  void whatIsServedIsDescribed() {
    JsonNode document = http.withKey(null).get("/v1/openapi.json").is(200).json();

    assertThat(document.path("paths").size()).isGreaterThan(40);
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          String where =
                              path.getKey()
                                  .replace("{dataset_id}", dataset)
                                  .replaceAll("\\{[^}]*}", "none");
                          String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                          Http.Reply reply = http.withKey("wrong").method(method, where, "");
                          if (operation.getValue().has("security")) {
                            assertThat(reply.status()).as(where).isIn(200, 403);
                          } else {
                            assertThat(reply.status()).as(method + " " + where).isEqualTo(401);
                          }
                        }));
    assertThat(document.at("/components/schemas/RunBody/required")).hasSize(6);
    document
        .findValues("$ref")
        .forEach(
            reference ->
                assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse());
  }
}
