package io.millrace.server.api;

import io.millrace.file.FileStore;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.KnowledgeBase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes views of documents. One that was sent along as a text or a file is shown as Dify shows such
 * ones, with what is known of the file.
 */
public final class DocumentViews {
  /** The key in a document's info that names the file it was sent along as. */
  static final String UPLOAD = "upload_file_id";

  private final FileStore files;

  /** Makes what makes views. */
  public DocumentViews(FileStore files) {
    this.files = files;
  }

  DocumentView of(KnowledgeBase base, Document document) {
    Map<String, Object> detail = new LinkedHashMap<>();
    uploaded(base, document).ifPresent(file -> detail.put("upload_file", file));
    return DocumentView.of(base, document, detail);
  }

  /** Returns a document's info as the view of one document has it: with the file itself. */
  Map<String, Object> info(DocumentView view) {
    Map<String, Object> info = new LinkedHashMap<>(view.dataSourceInfo());
    info.putAll(view.dataSourceDetailDict());
    return info;
  }

  private Optional<Map<String, Object>> uploaded(KnowledgeBase base, Document document) {
    return Optional.ofNullable(document.source().info().get(UPLOAD))
        .flatMap(id -> files.find(String.valueOf(id)))
        .map(
            file -> {
              String name = file.filename() == null ? document.name() : file.filename();
              Map<String, Object> shown = new LinkedHashMap<>();
              shown.put("id", String.valueOf(file.reference()));
              shown.put("name", name);
              shown.put("size", file.size());
              shown.put("extension", Uploads.extension(name));
              shown.put("mime_type", file.mimeType() == null ? "" : file.mimeType());
              shown.put("created_by", Workspaces.owner(DatasetProfile.of(base).workspace()));
              shown.put("created_at", document.createdAt().getEpochSecond());
              return shown;
            });
  }
}
