package io.millrace.server.api;

import static io.millrace.server.http.Route.patch;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Json;
import io.millrace.server.http.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents made of a text or a file that is sent along (spec/06 §7.8). */
public final class CreationResource {
  private static final String DATASET = "/v1/datasets/{dataset_id}";
  private static final String DOCUMENT = DATASET + "/documents/{document_id}";

  private final KnowledgeStore store;
  private final FileStore files;
  private final Uploads uploads;
  private final Ingest ingest;

  /** Makes the resource. */
  public CreationResource(Workspaces workspaces, FileStore files, Uploads uploads, Ingest ingest) {
    this.store = workspaces.store();
    this.files = files;
    this.uploads = uploads;
    this.ingest = ingest;
  }

  /** A document as a text; {@code inputs} is ours: values of the pipeline's variables. */
  record NewText(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String text,
      @Nullable IndexingTechnique indexingTechnique,
      @Nullable ChunkStructure docForm,
      @Nullable String docLanguage,
      @Nullable ProcessRule processRule,
      @Nullable RetrievalBody retrievalModel,
      @Nullable String embeddingModel,
      @Nullable String embeddingModelProvider,
      @Nullable String originalDocumentId,
      @Nullable Map<String, Object> inputs) {}

  /** A document's new text. */
  record TextChange(
      @Nullable String name,
      @Nullable String text,
      @Nullable ProcessRule processRule,
      @Nullable Map<String, Object> inputs) {}

  /** What goes with a file. */
  record FileData(
      @Nullable String name,
      @Nullable String originalDocumentId,
      @Nullable ProcessRule processRule,
      @Nullable Map<String, Object> inputs) {}

  record Created(DocumentView document, String batch) {}

  /** Returns what it serves, in the spellings of all times. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String spelling : List.of("create-by-text", "create_by_text")) {
      routes.add(
          post(DATASET + "/document/" + spelling)
              .does(operation("createDocumentByText", spelling), "Make a document of a text")
              .takes(NewText.class)
              .answers(200, Created.class)
              .by(this::createByText));
    }
    for (String spelling : List.of("create-by-file", "create_by_file")) {
      routes.add(
          post(DATASET + "/document/" + spelling)
              .does(operation("createDocumentByFile", spelling), "Make a document of a file")
              .takesForm(data())
              .answers(200, Created.class)
              .by(this::createByFile));
    }
    for (String spelling : List.of("update-by-text", "update_by_text")) {
      routes.add(
          post(DOCUMENT + "/" + spelling)
              .does(operation("updateDocumentByText", spelling), "Replace a document's text")
              .takes(TextChange.class)
              .answers(200, Created.class)
              .by(this::updateByText));
    }
    for (String spelling : List.of("update-by-file", "update_by_file")) {
      routes.add(
          post(DOCUMENT + "/" + spelling)
              .does(operation("updateDocumentByFile", spelling), "Replace a document's file")
              .takesForm(data())
              .answers(200, Created.class)
              .by(this::updateByFile));
    }
    routes.add(
        patch(DOCUMENT)
            .does("updateDocument", "Replace a document's file")
            .takesForm(data())
            .answers(200, Created.class)
            .by(this::updateByFile));
    return routes;
  }

  private static String operation(String name, String spelling) {
    return spelling.indexOf('_') < 0 ? name : name + "Old";
  }

  private static Route.Parameter data() {
    return new Route.Parameter("data", "string", "A JSON object with name and process_rule");
  }

  private Answer createByText(Call call) throws IOException {
    NewText body = call.body(NewText.class);
    if (body.name().isBlank()) {
      throw ApiException.invalidParam("name must not be empty");
    }
    String before = body.originalDocumentId();
    if (before != null) {
      refuseUnknown(call, before);
    }
    KnowledgeBase base = ingest.settled(call, call.body(IndexingBody.class));
    return ingest.start(
        call,
        base,
        new Ingest.Item(
            saved(body.name(), body.text()),
            body.name(),
            before,
            body.processRule(),
            body.inputs()));
  }

  private Answer updateByText(Call call) throws IOException {
    Document document = ingest.available(call);
    TextChange body = call.body(TextChange.class);
    String text = body.text();
    if (text != null && (body.name() == null || body.name().isBlank())) {
      throw ApiException.invalidParam("name is required when text is provided.");
    }
    String name = body.name() == null ? document.name() : body.name();
    FileRef file = text == null ? before(document) : saved(name, text);
    return ingest.start(
        call,
        call.dataset(),
        new Ingest.Item(file, name, document.id(), body.processRule(), body.inputs()));
  }

  /** Without a new text the one that is there is processed anew, by other rules. */
  private FileRef before(Document document) {
    return Documents.reference(document)
        .flatMap(files::find)
        .orElseThrow(
            () -> ApiException.invalidParam("text is required: the document has no stored file"));
  }

  private Answer createByFile(Call call) throws IOException {
    FileData data = data(call, FileData.class);
    String before = data.originalDocumentId();
    if (before != null) {
      refuseUnknown(call, before);
    }
    FileRef file = uploads.save(call.form(), false);
    KnowledgeBase base = ingest.settled(call, data(call, IndexingBody.class));
    return fromFile(call, base, file, data, before, null);
  }

  private Answer updateByFile(Call call) throws IOException {
    Document document = ingest.available(call);
    FileData data = data(call, FileData.class);
    FileRef file = uploads.save(call.form(), false);
    return fromFile(call, call.dataset(), file, data, document.id(), document.name());
  }

  private Answer fromFile(
      Call call,
      KnowledgeBase base,
      FileRef file,
      FileData data,
      @Nullable String documentId,
      @Nullable String oldName) {
    String name = data.name();
    if (name == null) {
      name = oldName == null || file.filename() != null ? file.filename() : oldName;
    }
    return ingest.start(
        call,
        base,
        new Ingest.Item(
            file, name == null ? "untitled" : name, documentId, data.processRule(), data.inputs()));
  }

  private static <T extends Record> T data(Call call, Class<T> type) {
    String text = call.form().field("data").orElse("{}");
    JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    return Call.read(json, type);
  }

  private void refuseUnknown(Call call, String documentId) {
    if (store.document(call.dataset().id(), documentId).isEmpty()) {
      throw ApiException.notFound("Document not found.");
    }
  }

  private FileRef saved(String name, String text) throws IOException {
    String fileName = Uploads.extension(name).isEmpty() ? name + ".txt" : name;
    return files.save(
        NewFile.upload(fileName, "text/plain"),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
