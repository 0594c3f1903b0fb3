package io.millrace.server.api;

import static io.millrace.server.http.Route.post;

import io.millrace.file.FileRef;
import io.millrace.server.http.Answer;
import io.millrace.server.http.Call;
import io.millrace.server.http.Route;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes files that runs will refer to (spec/01 §4). */
public final class UploadResource {
  private final Uploads uploads;

  /** Makes the resource. */
  public UploadResource(Uploads uploads) {
    this.uploads = uploads;
  }

  /** Returns what it serves. */
  public List<Route> routes() {
    return List.of(
        post("/v1/datasets/pipeline/file-upload")
            .does("uploadPipelineFile", "Upload a file for a run")
            .takesForm()
            .answers(201, UploadAnswer.class)
            .by(this::upload));
  }

  /** A file that was stored. */
  record UploadAnswer(
      String id,
      String name,
      long size,
      String extension,
      @Nullable String mimeType,
      String createdBy,
      String createdAt) {}

  private Answer upload(Call call) throws IOException {
    FileRef file = uploads.save(call.form(), true);
    String name = String.valueOf(file.filename());
    return new Answer.Body(
        201,
        new UploadAnswer(
            String.valueOf(file.reference()),
            name,
            file.size(),
            Uploads.extension(name),
            file.mimeType(),
            Workspaces.owner(call.caller().workspace()),
            LocalDateTime.now(ZoneOffset.UTC).withNano(0).toString()));
  }
}
