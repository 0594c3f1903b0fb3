package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.server.Http.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KnowledgeApiTest extends ServerTest {
  private String document = "";

  /** Stores one document of three segments and returns its id. */
  private String stored() {
    String file = http.upload("a.md", "# Wheel\n\nThe wheel turns\n\nThe sluice opens");
    return http.post(at("/pipeline/run"), run(file, true, "blocking"))
        .is(200)
        .json()
        .at("/data/outputs/document_id")
        .asText();
  }

  @Test
  void aKnowledgeBaseIsCreatedListedChangedAndDeleted() {
    JsonNode made = http.post("/v1/datasets", "{\"name\":\"Fresh\"}").is(200).json();
    String id = made.path("id").asText();

    assertThat(made.path("provider").asText()).isEqualTo("vendor");
    assertThat(made.path("permission").asText()).isEqualTo("only_me");
    assertThat(made.path("document_count").asInt()).isZero();
    assertThat(made.path("retrieval_model_dict").path("top_k").asInt()).isEqualTo(4);
    JsonNode list = http.get("/v1/datasets?limit=1").is(200).json();
    assertThat(list.path("total").asInt()).isEqualTo(2);
    assertThat(list.path("has_more").asBoolean()).isTrue();
    assertThat(list.path("data").get(0).path("id").asText()).isEqualTo(id);
    JsonNode changed =
        http.patch(
                "/v1/datasets/" + id,
                "{\"name\":\"Older\",\"permission\":\"all_team_members\","
                    + "\"retrieval_model\":{\"search_method\":\"full_text_search\",\"top_k\":7}}")
            .is(200)
            .json();
    assertThat(changed.path("name").asText()).isEqualTo("Older");
    assertThat(changed.path("permission").asText()).isEqualTo("all_team_members");
    assertThat(changed.at("/retrieval_model_dict/top_k").asInt()).isEqualTo(7);
    http.delete("/v1/datasets/" + id).is(204);
    http.get("/v1/datasets/" + id).isError(404, "not_found", "Dataset not found.");
  }

  @Test
  void aNameIsGivenOnce() {
    http.post("/v1/datasets", "{\"name\":\"Notes\"}")
        .isError(
            409,
            "dataset_name_duplicate",
            "The dataset name already exists. Please modify your dataset name.");
    http.post("/v1/datasets", "{\"name\":\"\"}")
        .isError(400, "invalid_param", "Name must be between 1 to 40 characters.");
    http.post("/v1/datasets", "{}").isError(400, "invalid_param", "name is required");
    http.post("/v1/datasets", "{\"name\":\"A\",\"indexing_technique\":\"fast\"}")
        .isError(400, "invalid_param", "indexing_technique must be one of high_quality, economy");
  }

  @Test
  void aKnowledgeBaseWhoseApiIsOffAnswersNothingButBeingSwitchedOn() {
    http.patch(at(""), "{\"enable_api\":false}").is(200);

    http.get(at("/documents")).isError(403, "forbidden", "Dataset api access is not enabled.");
    http.post(at("/pipeline/run"), "{}")
        .isError(403, "forbidden", "Dataset api access is not enabled.");
    http.patch(at(""), "{\"enable_api\":true}").is(200);
    http.get(at("/documents")).is(200);
  }

  @Test
  void documentsAreListedShownSwitchedAndDeleted() {
    document = stored();

    JsonNode list = http.get(at("/documents?keyword=A.M")).is(200).json();
    assertThat(list.path("total").asInt()).isEqualTo(1);
    JsonNode first = list.path("data").get(0);
    assertThat(first.path("display_status").asText()).isEqualTo("available");
    assertThat(first.path("data_source_type").asText()).isEqualTo("local_file");
    JsonNode shown = http.get(at("/documents/" + document)).is(200).json();
    assertThat(shown.path("segment_count").asInt()).isEqualTo(3);
    assertThat(shown.path("word_count").asInt()).isPositive();
    assertThat(http.get(at("/documents/" + document + "?metadata=only")).is(200).json().size())
        .isEqualTo(3);
    http.get(at("/documents/" + document + "?metadata=some"))
        .isError(400, "invalid_metadata", "Invalid metadata value: some");

    change("disable");
    http.post(at("/documents/" + document + "/update-by-text"), "{\"name\":\"n\",\"text\":\"t\"}")
        .isError(400, "invalid_param", "Document is not available");
    assertThat(http.get(at("/documents?status=disabled")).json().path("total").asInt())
        .isEqualTo(1);
    assertThat(http.get(at("/documents?status=available")).json().path("total").asInt()).isZero();
    assertThat(found("wheel")).isEmpty();
    change("enable");
    assertThat(found("wheel")).isNotEmpty();
    change("archive");
    http.post(at("/documents/" + document + "/update-by-text"), "{\"name\":\"n\",\"text\":\"t\"}")
        .isError(403, "archived_document_immutable");
    http.delete(at("/documents/" + document))
        .isError(403, "archived_document_immutable", "The archived document is not editable.");
    change("un_archive");
    http.patch(at("/documents/status/burn"), "{\"document_ids\":[]}")
        .isError(400, "invalid_action", "Invalid action.");
    http.delete(at("/documents/" + document)).is(204);
    http.delete(at("/documents/" + document)).isError(404, "not_found", "Document Not Exists.");
    http.get(at("/documents/" + document)).isError(404, "not_found", "Document not found.");
  }

  private void change(String action) {
    http.patch(at("/documents/status/" + action), "{\"document_ids\":[\"" + document + "\"]}")
        .is(200);
  }

  private JsonNode found(String query) {
    return http.post(at("/retrieve"), "{\"query\":\"" + query + "\"}")
        .is(200)
        .json()
        .path("records");
  }

  @Test
  void aBatchTellsHowFarItIs() {
    String file = http.upload("a.md", "one");
    String batch =
        http.post(at("/pipeline/run"), run(file, true, "blocking"))
            .json()
            .at("/data/outputs/batch")
            .asText();

    JsonNode status =
        http.get(at("/documents/" + batch + "/indexing-status")).is(200).json().path("data");

    assertThat(status.get(0).path("indexing_status").asText()).isEqualTo("completed");
    assertThat(status.get(0).path("completed_segments").asInt()).isEqualTo(1);
    http.get(at("/documents/20200101/indexing-status"))
        .isError(404, "not_found", "Documents not found.");
  }

  @Test
  void aDocumentIsMadeOfATextAndOfAFileAndReplaced() {
    for (String spelling : new String[] {"create-by-text", "create_by_text"}) {
      JsonNode made =
          http.post(
                  at("/document/" + spelling),
                  "{\"name\":\"note\",\"text\":\"The sluice opens\\n\\nat dawn\"}")
              .is(200)
              .json();
      assertThat(made.path("batch").asText()).hasSize(20);
      document = made.at("/document/id").asText();
      awaitCompleted();
    }
    http.post(at("/documents/" + document + "/update-by-text"), "{\"text\":\"t\"}")
        .isError(400, "invalid_param", "name is required when text is provided.");
    JsonNode replaced =
        http.post(
                at("/documents/" + document + "/update-by-text"),
                "{\"name\":\"note 2\",\"text\":\"The gate closes\"}")
            .is(200)
            .json();
    assertThat(replaced.at("/document/id").asText()).isEqualTo(document);
    Awaitility.await().untilAsserted(() -> assertThat(found("gate")).hasSize(1));
    JsonNode file =
        http.form(
                at("/document/create-by-file"),
                Part.file("b.md", "text/markdown", "An otter swims"),
                Part.field("data", "{\"name\":\"otter\"}"))
            .is(200)
            .json();
    document = file.at("/document/id").asText();
    assertThat(file.at("/document/name").asText()).isEqualTo("otter");
    awaitCompleted();
    assertThat(file.at("/document/data_source_type").asText()).isEqualTo("upload_file");
    assertThat(file.at("/document/created_from").asText()).isEqualTo("api");
    assertThat(file.at("/document/data_source_detail_dict/upload_file/name").asText())
        .isEqualTo("b.md");
    JsonNode upload =
        http.get(at("/documents/" + document)).json().at("/data_source_info/upload_file");
    assertThat(upload.path("size").asInt()).isEqualTo(14);
    assertThat(upload.path("id")).isEqualTo(file.at("/document/data_source_info/upload_file_id"));
    http.form(
            at("/documents/" + document + "/update_by_file"),
            Part.file("c.md", "text/markdown", "A heron waits"))
        .is(200);
    Awaitility.await().untilAsserted(() -> assertThat(found("heron")).hasSize(1));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        http.get(at("/documents/" + document))
                            .json()
                            .at("/data_source_info/name")
                            .asText())
                    .isEqualTo("c.md"));
  }

  @Test
  void aBatchTellsThatANewVersionFailedWhileTheOldOneStays() {
    document = stored();

    String batch =
        http.form(
                at("/documents/" + document + "/update-by-file"),
                Part.file("b.pdf", "application/pdf", "no pdf"))
            .is(200)
            .json()
            .path("batch")
            .asText();

    Awaitility.await()
        .untilAsserted(
            () -> {
              JsonNode status =
                  http.get(at("/documents/" + batch + "/indexing-status")).json().at("/data/0");
              assertThat(status.path("indexing_status").asText()).isEqualTo("error");
              assertThat(status.path("error").asText()).isNotEmpty();
            });
    assertThat(found("wheel")).isNotEmpty();
    assertThat(http.get(at("/documents/" + document)).json().path("display_status").asText())
        .isEqualTo("available");
  }

  @Test
  void aKnowledgeBaseWithoutPipelineTakesTextsAllTheSame() {
    String id =
        http.post("/v1/datasets", "{\"name\":\"Bare\",\"indexing_technique\":\"economy\"}")
            .json()
            .path("id")
            .asText();
    dataset = id;

    JsonNode made =
        http.post(
                at("/document/create-by-text"),
                """
                {"name":"n","text":"one###two","process_rule":{"mode":"custom","rules":
                 {"segmentation":{"separator":"###","max_tokens":100}}}}
                """)
            .is(200)
            .json();

    document = made.at("/document/id").asText();
    awaitCompleted();
    assertThat(http.get(at("/documents/" + document)).json().path("segment_count").asInt())
        .isEqualTo(2);
  }

  private void awaitCompleted() {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        http.get(at("/documents/" + document))
                            .json()
                            .path("indexing_status")
                            .asText())
                    .isEqualTo("completed"));
  }

  @Test
  void segmentsAreListedAddedChangedSwitchedAndDeleted() {
    document = stored();
    String segments = at("/documents/" + document + "/segments");

    JsonNode list = http.get(segments + "?limit=2").is(200).json();
    assertThat(list.path("total").asInt()).isEqualTo(3);
    assertThat(list.path("has_more").asBoolean()).isTrue();
    assertThat(list.path("doc_form").asText()).isEqualTo("text_model");
    JsonNode added =
        http.post(segments, "{\"segments\":[{\"content\":\"An otter swims\"}]}").is(200).json();
    JsonNode segment = added.path("data").get(0);
    assertThat(segment.path("position").asInt()).isEqualTo(4);
    assertThat(segment.path("keywords")).extracting(JsonNode::asText).contains("otter");
    assertThat(found("otter")).hasSize(1);
    String one = segments + "/" + segment.path("id").asText();

    JsonNode changed =
        http.post(one, "{\"segment\":{\"content\":\"A heron waits\"}}").is(200).json();
    assertThat(changed.at("/data/id")).isEqualTo(segment.path("id"));
    assertThat(changed.at("/data/position").asInt()).isEqualTo(4);
    assertThat(found("otter")).isEmpty();
    assertThat(found("heron")).hasSize(1);
    http.post(one, "{\"segment\":{\"enabled\":false}}").is(200);
    assertThat(found("heron")).isEmpty();
    assertThat(http.get(one).json().at("/data/enabled").asBoolean()).isFalse();
    http.post(one, "{\"segment\":{\"enabled\":true}}").is(200);
    assertThat(found("heron")).hasSize(1);
    assertThat(http.get(at("/documents/" + document)).json().path("segment_count").asInt())
        .isEqualTo(4);
    http.delete(one).is(204);
    http.get(one).isError(404, "not_found", "Segment not found.");
    assertThat(found("heron")).isEmpty();
    http.post(segments, "{\"segments\":[{\"content\":\" \"}]}")
        .isError(400, "invalid_param", "Content is empty");
    http.post(
            segments,
            "{\"segments\":[" + "{\"content\":\"x\"},".repeat(1_000) + "{\"content\":\"x\"}]}")
        .isError(400, "invalid_param", "Exceeded maximum segments limit of 1000.");
  }

  @Test
  void aSearchIsCheckedAndTakesSettings() {
    document = stored();

    JsonNode records =
        http.post(
                at("/hit-testing"),
                "{\"query\":\"wheel\",\"retrieval_model\":{\"top_k\":1,"
                    + "\"search_method\":\"keyword_search\"}}")
            .is(200)
            .json()
            .path("records");
    assertThat(records).hasSize(1);
    assertThat(records.get(0).at("/segment/document/id").asText()).isEqualTo(document);
    assertThat(records.get(0).path("child_chunks").isArray()).isTrue();
    http.post(at("/retrieve"), "{\"query\":\"\"}")
        .isError(400, "invalid_param", "Query or attachment_ids is required");
    http.post(at("/retrieve"), "{\"query\":\"" + "x".repeat(251) + "\"}")
        .isError(400, "invalid_param", "Query cannot exceed 250 characters");
    http.post(at("/retrieve"), "{\"query\":\"x\",\"attachment_ids\":\"y\"}")
        .isError(400, "invalid_param", "Attachment_ids must be a list");
    http.post(at("/retrieve"), "{\"query\":\"x\",\"retrieval_model\":{\"search_method\":\"y\"}}")
        .isError(400, "invalid_param");
    http.post(at("/retrieve"), "{\"query\":\"x\",\"retrieval_model\":{\"top_k\":0}}")
        .isError(400, "invalid_param");
  }

  @Test
  void metadataFieldsAreKeptSetFilteredAndRemoved() {
    document = stored();
    JsonNode field =
        http.post(at("/metadata"), "{\"type\":\"string\",\"name\":\"author\"}").is(201).json();
    http.post(at("/metadata"), "{\"type\":\"string\",\"name\":\"author\"}")
        .isError(400, "invalid_param", "Metadata name already exists.");

    http.post(
            at("/documents/metadata"),
            """
            {"operation_data":[{"document_id":"%s","metadata_list":[
              {"id":"%s","name":"author","value":"Ada"}]}]}
            """
                .formatted(document, field.path("id").asText()))
        .is(200);

    assertThat(http.get(at("/metadata")).json().at("/doc_metadata/0/count").asInt()).isEqualTo(1);
    assertThat(http.get(at("/documents/" + document)).json().at("/doc_metadata/0/value").asText())
        .isEqualTo("Ada");
    assertThat(filtered("Ada")).hasSize(1);
    assertThat(filtered("Bob")).isEmpty();
    String path = at("/metadata/" + field.path("id").asText());
    http.patch(path, "{\"name\":\"writer\"}").is(200);
    assertThat(http.get(at("/documents/" + document)).json().at("/doc_metadata/0/name").asText())
        .isEqualTo("writer");
    http.post(at("/metadata/built-in/enable"), "").is(200);
    assertThat(http.get(at("/documents/" + document)).json().path("doc_metadata")).hasSize(6);
    http.post(at("/metadata/built-in/disable"), "").is(200);
    http.delete(path).is(204);
    assertThat(http.get(at("/documents/" + document)).json().path("doc_metadata")).isEmpty();
  }

  @Test
  void changesAtTheSameTimeDoNotUndoEachOther() {
    List<CompletableFuture<Http.Reply>> changes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String field = "{\"type\":\"string\",\"name\":\"field %d\"}".formatted(i);
      String text = "{\"description\":\"text %d\"}".formatted(i);
      changes.add(CompletableFuture.supplyAsync(() -> http.post(at("/metadata"), field)));
      changes.add(CompletableFuture.supplyAsync(() -> http.patch(at(""), text)));
    }
    changes.forEach(change -> assertThat(change.join().status()).isIn(200, 201));

    assertThat(http.get(at("/metadata")).json().path("doc_metadata")).hasSize(8);
  }

  private JsonNode filtered(String author) {
    return http.post(
            at("/retrieve"),
            """
            {"query":"wheel turns","retrieval_model":{"top_k":1,"search_method":"keyword_search",
             "metadata_filtering_conditions":{"logical_operator":"and","conditions":[
              {"name":"author","comparison_operator":"is","value":"%s"}]}}}
            """
                .formatted(author))
        .is(200)
        .json()
        .path("records");
  }

  @Test
  void tagsAreKeptAndBound() {
    JsonNode tag = http.post("/v1/datasets/tags", "{\"name\":\"mills\"}").is(200).json();
    String id = tag.path("id").asText();
    http.post("/v1/datasets/tags", "{\"name\":\"mills\"}")
        .isError(400, "invalid_param", "Tag name already exists");

    http.post(
            "/v1/datasets/tags/binding",
            "{\"tag_ids\":[\"" + id + "\"],\"target_id\":\"" + dataset + "\"}")
        .is(204);

    assertThat(http.get(at("/tags")).is(200).json().path("total").asInt()).isEqualTo(1);
    assertThat(http.get("/v1/datasets/tags").json().at("/0/binding_count").asText()).isEqualTo("1");
    assertThat(http.get("/v1/datasets?tag_ids=" + id).json().path("total").asInt()).isEqualTo(1);
    http.patch("/v1/datasets/tags", "{\"tag_id\":\"" + id + "\",\"name\":\"rivers\"}").is(200);
    http.post(
            "/v1/datasets/tags/unbinding",
            "{\"tag_id\":\"" + id + "\",\"target_id\":\"" + dataset + "\"}")
        .is(204);
    assertThat(http.get(at("/tags")).json().path("total").asInt()).isZero();
    http.method("DELETE", "/v1/datasets/tags", "{\"tag_id\":\"" + id + "\"}").is(204);
    http.method("DELETE", "/v1/datasets/tags", "{\"tag_id\":\"" + id + "\"}")
        .isError(404, "not_found", "Tag not found");
  }

  @Test
  void modelsAreListed() {
    assertThat(
            http.get("/v1/workspaces/current/models/model-types/text-embedding")
                .is(200)
                .json()
                .at("/data/0/models/0/model_type")
                .asText())
        .isEqualTo("text-embedding");
    assertThat(
            http.get("/v1/workspaces/current/models/model-types/text-embedding")
                .json()
                .at("/data/0/label/zh_Hans")
                .asText())
        .isNotEmpty();
  }
}
