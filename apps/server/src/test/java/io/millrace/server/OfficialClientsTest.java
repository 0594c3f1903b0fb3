package io.millrace.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.Http.Part;
import java.net.http.HttpRequest.BodyPublishers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Requests in the very form in which Dify's own clients for Python and Node send them: paths, field
 * names, headers that have no use, forms whose parts say less than they could.
 */
class OfficialClientsTest extends ServerTest {
  /** The client for Python says that it sends JSON, also where it sends nothing. */
  private Http.Reply python(String method, String path) {
    return http.send(
        http.request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody()));
  }

  private String created(Http.Reply reply) {
    JsonNode answer = reply.is(200).json();
    String batch = answer.path("batch").asText();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        python("GET", at("/documents/" + batch + "/indexing-status"))
                            .is(200)
                            .json()
                            .at("/data/0/indexing_status")
                            .asText())
                    .isEqualTo("completed"));
    return answer.at("/document/id").asText();
  }

  @Test
  void knowledgeBasesAreManaged() {
    String id =
        http.post("/v1/datasets", "{\"name\": \"From Python\"}").is(200).json().path("id").asText();
    String path = "/v1/datasets/" + id;

    assertThat(python("GET", "/v1/datasets?page=1&limit=20").is(200).json().path("data"))
        .hasSize(2);
    http.get("/v1/datasets?page=1&limit=1&keyword=Python&include_all=true&tag_ids=a&tag_ids=b")
        .is(200);
    http.patch(
            path,
            """
            {"name": "Renamed", "description": null, "permission": "only_me", "retrieval_model":
             {"search_method": "hybrid_search", "reranking_enable": false, "reranking_mode": null,
              "reranking_model": {"reranking_provider_name": "", "reranking_model_name": ""},
              "weights": null, "top_k": 3, "score_threshold_enabled": false,
              "score_threshold": null}, "partial_member_list": [], "external_retrieval_model": null}
            """)
        .is(200);
    assertThat(python("GET", path).is(200).json().path("name").asText()).isEqualTo("Renamed");
    python("DELETE", path).is(204);
  }

  @Test
  void documentsAreMadeOfTextsAndReplaced() {
    String document =
        created(
            http.post(
                at("/document/create_by_text"),
                """
                {"indexing_technique": "high_quality", "process_rule": {"mode": "automatic"},
                 "name": "note", "text": "The wheel turns"}
                """));
    created(
        http.post(
            at("/documents/" + document + "/update_by_text"),
            """
            {"name": "note 2", "text": "The sluice opens", "process_rule": {"mode": "custom",
             "rules": {"pre_processing_rules": [{"id": "remove_extra_spaces", "enabled": true}],
              "segmentation": {"separator": "\\n", "max_tokens": 500}}}}
            """));

    assertThat(
            python("GET", at("/documents?page=1&limit=20&keyword=note"))
                .is(200)
                .json()
                .at("/data/0/name")
                .asText())
        .isEqualTo("note 2");
    http.get(at("/documents/" + document + "?metadata=without")).is(200);
    http.patch(at("/documents/status/disable"), "{\"document_ids\": [\"" + document + "\"]}")
        .is(200);
    python("DELETE", at("/documents/" + document)).is(204);
  }

  @Test
  void documentsAreMadeOfFilesWhosePartsSayNoType() {
    Part settings =
        Part.field(
            "data",
            "{\"process_rule\": {\"mode\": \"automatic\"}, \"indexing_technique\":"
                + " \"high_quality\"}");
    Part file = new Part("file", "a.md", null, "An otter swims".getBytes(UTF_8));
    String document = created(http.form(at("/document/create_by_file"), settings, file));

    created(
        http.form(
            at("/documents/" + document + "/update_by_file"),
            Part.field("data", "{}"),
            new Part("file", "b.md", null, "A heron waits".getBytes(UTF_8))));

    assertThat(
            http.post(at("/hit-testing"), "{\"query\": \"heron\"}").is(200).json().path("records"))
        .hasSize(1);
  }

  @Test
  void segmentsAreManaged() {
    String document =
        created(
            http.post(
                at("/document/create_by_text"),
                "{\"name\": \"n\", \"text\": \"The wheel turns\"}"));
    String segments = at("/documents/" + document + "/segments");
    String segment =
        http.post(
                segments,
                "{\"segments\": [{\"content\": \"1\", \"answer\": \"1\", \"keyword\": [\"a\"]}]}")
            .is(200)
            .json()
            .at("/data/0/id")
            .asText();

    assertThat(python("GET", segments + "?keyword=1&status=completed").is(200).json().path("data"))
        .hasSize(1);
    http.post(
            segments + "/" + segment,
            """
            {"segment": {"content": "1", "answer": "1", "keyword": ["a"], "enabled": true,
             "keywords": null, "regenerate_child_chunks": false, "attachment_ids": null}}
            """)
        .is(200);
    python("DELETE", segments + "/" + segment).is(204);
  }

  @Test
  void metadataAndTagsAreManaged() {
    String field =
        http.post(at("/metadata"), "{\"type\": \"string\", \"name\": \"author\"}")
            .is(201)
            .json()
            .path("id")
            .asText();
    String tag =
        http.post("/v1/datasets/tags", "{\"name\": \"mills\"}").is(200).json().path("id").asText();

    http.patch(at("/metadata/" + field), "{\"name\": \"writer\", \"value\": null}").is(200);
    http.post(at("/metadata/built-in/enable"), "{}").is(200);
    http.post(at("/metadata/built-in/disable"), "{}").is(200);
    python("GET", at("/metadata/built-in")).is(200);
    python("DELETE", at("/metadata/" + field)).is(204);
    http.post(
            "/v1/datasets/tags/binding",
            "{\"tag_ids\": [\"" + tag + "\"], \"target_id\": \"" + dataset + "\"}")
        .is(204);
    assertThat(python("GET", at("/tags")).is(200).json().path("total").asInt()).isEqualTo(1);
    http.post(
            "/v1/datasets/tags/unbinding",
            "{\"tag_id\": \"" + tag + "\", \"target_id\": \"" + dataset + "\"}")
        .is(204);
    http.method("DELETE", "/v1/datasets/tags", "{\"tag_id\": \"" + tag + "\"}").is(204);
    python("GET", "/v1/workspaces/current/models/model-types/text-embedding").is(200);
  }

  @Test
  void pipelinesRun() {
    assertThat(
            python("GET", at("/pipeline/datasource-plugins?is_published=True"))
                .is(200)
                .json()
                .at("/0/node_id")
                .asText())
        .isEqualTo("file");
    String file =
        http.form("/v1/datasets/pipeline/file-upload", Part.file("a.md", "text/markdown", "one"))
            .is(201)
            .json()
            .path("id")
            .asText();

    assertThat(
            http.post(at("/pipeline/run"), run(file, true, "blocking"))
                .is(200)
                .json()
                .at("/data/status")
                .asText())
        .isEqualTo("succeeded");
    assertThat(
            http.send(
                    http.request(at("/pipeline/run"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "*/*")
                        .POST(BodyPublishers.ofString(run(file, false, "streaming"))))
                .is(200)
                .events())
        .isNotEmpty();
  }
}
