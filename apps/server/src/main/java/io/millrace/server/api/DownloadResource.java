package io.millrace.server.api;

import static io.millrace.server.http.Route.get;
import static io.millrace.server.http.Route.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that documents were made of. */
public final class DownloadResource {
  private static final String DOCUMENTS = "/v1/datasets/{dataset_id}/documents";
  private static final int MOST = 100;

  private final KnowledgeStore store;
  private final FileStore files;
  private final FileLinks links;

  /** Makes the resource. */
  public DownloadResource(Workspaces workspaces, FileStore files, FileLinks links) {
    this.store = workspaces.store();
    this.files = files;
    this.links = links;
  }

  record Link(String url) {}

  record ZipBody(@JsonProperty(required = true) List<String> documentIds) {}

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get(DOCUMENTS + "/{document_id}/download")
            .does("downloadDocument", "Get a signed link to the file that a document was made of")
            .answers(200, Link.class)
            .by(this::link),
        post(DOCUMENTS + "/download-zip")
            .does("downloadDocumentsZip", "Download the files of up to 100 documents as a ZIP")
            .takes(ZipBody.class)
            .answers(200, "application/zip")
            .by(this::zip));
  }

  private Answer link(Call call) {
    String reference =
        Documents.reference(Documents.of(store, call))
            .orElseThrow(
                () ->
                    ApiException.notFound("Document does not have an uploaded file to download."));
    if (files.find(reference).isEmpty()) {
      throw ApiException.notFound("Uploaded file not found.");
    }
    return Answer.ok(new Link(links.to(call, reference)));
  }

  private Answer zip(Call call) {
    List<String> ids = call.body(ZipBody.class).documentIds().stream().distinct().toList();
    if (ids.isEmpty() || ids.size() > MOST) {
      throw ApiException.invalidParam("document_ids must name 1 to %d documents".formatted(MOST));
    }
    List<Zipped.Member> members = new ArrayList<>();
    for (String id : ids) {
      Document document =
          store
              .document(call.dataset().id(), id)
              .orElseThrow(() -> ApiException.notFound("Document not found."));
      FileRef file =
          uploaded(document)
              .orElseThrow(
                  () ->
                      ApiException.notFound(
                          "Only uploaded-file documents can be downloaded as ZIP."));
      @Nullable String name = file.filename();
      members.add(new Zipped.Member(name == null ? document.name() : name, () -> files.open(file)));
    }
    return new Answer.Download("documents.zip", "application/zip", -1, () -> new Zipped(members));
  }

  private Optional<FileRef> uploaded(Document document) {
    return Documents.reference(document).flatMap(files::find);
  }
}
