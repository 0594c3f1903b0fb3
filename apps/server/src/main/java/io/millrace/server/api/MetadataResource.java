package io.millrace.server.api;

import static io.millrace.server.http.Route.delete;
import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.patch;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.PageRequest;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Metadata fields of a knowledge base and their values in documents. */
public final class MetadataResource {
  private static final int LONGEST_NAME = 255;
  private static final int MOST_FIELDS = 200;

  private final Workspaces workspaces;
  private final KnowledgeStore store;

  /** Makes the resource. */
  public MetadataResource(Workspaces workspaces) {
    this.workspaces = workspaces;
    this.store = workspaces.store();
  }

  /** What a field holds. */
  enum FieldType {
    STRING,
    NUMBER,
    TIME
  }

  record NewField(
      @JsonProperty(required = true) FieldType type, @JsonProperty(required = true) String name) {}

  record FieldName(@JsonProperty(required = true) String name) {}

  record CountedField(String id, String name, String type, long count) {}

  record Fields(List<CountedField> docMetadata, boolean builtInFieldEnabled) {}

  record BuiltInField(String name, String type) {}

  record BuiltIn(List<BuiltInField> fields) {}

  record Value(
      @Nullable String id, @JsonProperty(required = true) String name, @Nullable Object value) {}

  record Operation(
      @JsonProperty(required = true) String documentId,
      @JsonProperty(required = true) List<Value> metadataList,
      @Nullable Boolean partialUpdate) {}

  record Operations(@JsonProperty(required = true) List<Operation> operationData) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/datasets/{dataset_id}/metadata")
            .does("listMetadataFields", "List metadata fields")
            .answers(200, Fields.class)
            .by(this::list),
        post("/v1/datasets/{dataset_id}/metadata")
            .does("createMetadataField", "Create a metadata field")
            .takes(NewField.class)
            .answers(201, DatasetProfile.Field.class)
            .by(this::create),
        patch("/v1/datasets/{dataset_id}/metadata/{metadata_id}")
            .does("updateMetadataField", "Rename a metadata field")
            .takes(FieldName.class)
            .answers(200, DatasetProfile.Field.class)
            .by(this::rename),
        delete("/v1/datasets/{dataset_id}/metadata/{metadata_id}")
            .does("deleteMetadataField", "Delete a metadata field and its values")
            .answers(204)
            .by(this::remove),
        get("/v1/datasets/{dataset_id}/metadata/built-in")
            .does("listBuiltInMetadataFields", "List the built-in metadata fields")
            .answers(200, BuiltIn.class)
            .by(
                call ->
                    Answer.ok(
                        new BuiltIn(
                            BuiltInFields.ALL.stream()
                                .map(field -> new BuiltInField(field.name(), field.type()))
                                .toList()))),
        post("/v1/datasets/{dataset_id}/metadata/built-in/{action}")
            .does("switchBuiltInMetadataFields", "Enable or disable the built-in fields")
            .answers(200, Answer.Result.class)
            .by(this::switchBuiltIn),
        post("/v1/datasets/{dataset_id}/documents/metadata")
            .does("updateDocumentMetadata", "Set metadata values of documents")
            .takes(Operations.class)
            .answers(200, Answer.Result.class)
            .by(this::setValues));
  }

  private Answer list(Call call) {
    DatasetProfile profile = DatasetProfile.of(call.dataset());
    Map<String, Long> counts = new HashMap<>();
    for (Document document : documents(call.dataset())) {
      document.metadata().keySet().forEach(name -> counts.merge(name, 1L, Long::sum));
    }
    return Answer.ok(
        new Fields(
            profile.fields().stream()
                .map(
                    field ->
                        new CountedField(
                            field.id(),
                            field.name(),
                            field.type(),
                            counts.getOrDefault(field.name(), 0L)))
                .toList(),
            profile.builtInFields()));
  }

  private Answer create(Call call) {
    NewField body = call.body(NewField.class);
    DatasetProfile.Field field =
        new DatasetProfile.Field(
            UUID.randomUUID().toString(),
            name(body.name()),
            body.type().name().toLowerCase(Locale.ROOT));
    workspaces.update(
        call.dataset(),
        profile -> {
          refuseTaken(profile, field.name());
          List<DatasetProfile.Field> fields = new ArrayList<>(profile.fields());
          if (fields.size() >= MOST_FIELDS) {
            throw ApiException.invalidParam("There are %d fields, the most".formatted(MOST_FIELDS));
          }
          fields.add(field);
          return profile.withFields(fields);
        });
    return new Answer.Body(201, field);
  }

  private Answer rename(Call call) {
    DatasetProfile.Field before = field(call);
    DatasetProfile.Field after =
        new DatasetProfile.Field(
            before.id(), name(call.body(FieldName.class).name()), before.type());
    if (!after.name().equals(before.name())) {
      workspaces.update(
          call.dataset(),
          profile -> {
            refuseTaken(profile, after.name());
            return profile.withFields(
                profile.fields().stream()
                    .map(field -> field.id().equals(before.id()) ? after : field)
                    .toList());
          });
      changeAll(
          call.dataset(),
          before.name(),
          values -> {
            Object value = values.remove(before.name());
            values.put(after.name(), value);
            return values;
          });
    }
    return Answer.ok(after);
  }

  private Answer remove(Call call) {
    DatasetProfile.Field gone = field(call);
    workspaces.update(
        call.dataset(),
        profile ->
            profile.withFields(
                profile.fields().stream().filter(field -> !field.id().equals(gone.id())).toList()));
    changeAll(
        call.dataset(),
        gone.name(),
        values -> {
          values.remove(gone.name());
          return values;
        });
    return Answer.none();
  }

  private Answer switchBuiltIn(Call call) {
    String action = call.path("action");
    if (!action.equals("enable") && !action.equals("disable")) {
      throw ApiException.invalidParam("action must be enable or disable");
    }
    boolean on = action.equals("enable");
    KnowledgeBase base =
        workspaces.update(call.dataset(), profile -> profile.withBuiltInFields(on));
    String owner = Workspaces.owner(call.caller().workspace());
    for (Document document : documents(base)) {
      Map<String, Object> values = new LinkedHashMap<>(document.metadata());
      if (on) {
        values.putAll(
            BuiltInFields.of(
                document.name(), document.source().type(), owner, document.createdAt()));
      } else {
        BuiltInFields.ALL.forEach(field -> values.remove(field.name()));
      }
      store.edit(base.id(), document.id(), DocumentEdit.metadata(values));
    }
    return Answer.success();
  }

  private Answer setValues(Call call) {
    DatasetProfile profile = DatasetProfile.of(call.dataset());
    String base = call.dataset().id();
    List<Operation> operations = call.body(Operations.class).operationData();
    Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Document document =
          store
              .document(base, operation.documentId())
              .orElseThrow(() -> ApiException.invalidParam("Document not found."));
      Map<String, Object> values = new LinkedHashMap<>(document.metadata());
      if (!Boolean.TRUE.equals(operation.partialUpdate())) {
        values.keySet().removeIf(name -> !BuiltInFields.isName(name));
      }
      for (Value value : operation.metadataList()) {
        DatasetProfile.Field field = known(profile, value);
        if (value.value() == null) {
          values.remove(field.name());
        } else {
          values.put(field.name(), value.value());
        }
      }
      changes.put(document.id(), values);
    }
    changes.forEach((id, values) -> store.edit(base, id, DocumentEdit.metadata(values)));
    return Answer.success();
  }

  private static DatasetProfile.Field known(DatasetProfile profile, Value value) {
    return profile.fields().stream()
        .filter(
            field ->
                value.id() == null
                    ? field.name().equals(value.name())
                    : field.id().equals(value.id()))
        .findAny()
        .orElseThrow(() -> ApiException.invalidParam("Metadata not found."));
  }

  private DatasetProfile.Field field(Call call) {
    return DatasetProfile.of(call.dataset()).fields().stream()
        .filter(field -> field.id().equals(call.path("metadata_id")))
        .findAny()
        .orElseThrow(() -> ApiException.notFound("Metadata not found."));
  }

  private void changeAll(
      KnowledgeBase base, String field, UnaryOperator<Map<String, Object>> change) {
    for (Document document : documents(base)) {
      if (document.metadata().containsKey(field)) {
        store.edit(
            base.id(),
            document.id(),
            DocumentEdit.metadata(change.apply(new LinkedHashMap<>(document.metadata()))));
      }
    }
  }

  private List<Document> documents(KnowledgeBase base) {
    return Pages.all(PageRequest.of(1, 1), page -> store.documents(base.id(), page));
  }

  private static void refuseTaken(DatasetProfile profile, String name) {
    if (BuiltInFields.isName(name)) {
      throw ApiException.invalidParam("Metadata name already exists in Built-in fields.");
    }
    if (profile.fields().stream().anyMatch(field -> field.name().equals(name))) {
      throw ApiException.invalidParam("Metadata name already exists.");
    }
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw ApiException.invalidParam("Metadata name cannot exceed 255 characters.");
    }
    return name;
  }
}
