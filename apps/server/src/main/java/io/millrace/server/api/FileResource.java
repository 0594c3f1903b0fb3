package io.millrace.server.api;

import static io.millrace.server.http.Route.get;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.server.http.Answer;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.util.List;

/** Stored files, for those who have a {@linkplain FileLinks link}. */
public final class FileResource {
  private final FileStore files;
  private final FileLinks links;

  /** Makes the resource. */
  public FileResource(FileStore files, FileLinks links) {
    this.files = files;
    this.links = links;
  }

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        get("/v1/files/{file_id}/file-preview")
            .does("downloadFile", "Download a file by a signed link; needs no key")
            .query("expires", "integer", "Until when the link is good, in Unix seconds")
            .query("sign", "string", "The link's signature")
            .answers(200, "application/octet-stream")
            .open()
            .by(this::download));
  }

  private Answer download(Call call) {
    String id = call.path("file_id");
    if (!links.isValid(id, call.query("expires").orElse(""), call.query("sign").orElse(""))) {
      throw ApiException.forbidden("The link is not valid, or no longer. Ask for a new one.");
    }
    return of(files.find(id).orElseThrow(() -> ApiException.notFound("File not found.")));
  }

  private Answer of(FileRef file) {
    String name = file.filename();
    return new Answer.Download(
        name == null ? "file" : name, file.mimeType(), file.size(), () -> files.open(file));
  }
}
