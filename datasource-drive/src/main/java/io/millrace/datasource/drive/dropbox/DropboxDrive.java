package io.millrace.datasource.drive.dropbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Checksum;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.ContentChangedException;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dropbox: ids are {@code id:…}, or paths. */
final class DropboxDrive implements Drive {
  /** Arguments travel in a header, which is ASCII. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final SignedIn calls;
  private final Rest rest;
  private final URI api;
  private final URI content;

  DropboxDrive(SignedIn calls, Rest rest, URI api, URI content) {
    this.calls = calls;
    this.rest = rest;
    this.api = api;
    this.content = content;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String path = pathOf(request.folder());
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (request.cursor() != null) {
      arguments.put("cursor", request.cursor());
    } else {
      arguments.put("path", path);
      arguments.put("recursive", request.tree());
      arguments.put("limit", Math.min(request.limit(), 2000));
      arguments.put("include_non_downloadable_files", true);
    }
    String call = request.cursor() == null ? "/files/list_folder" : "/files/list_folder/continue";
    JsonNode page =
        calls.json(
            () -> post(call, arguments),
            reply -> failure(reply, path, "Failed to browse Dropbox files: "));
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (JsonNode entry : page.path("entries")) {
      String tag = entry.path(".tag").asText("");
      if (tag.equals("file") || (tag.equals("folder") && !request.tree())) {
        entries.add(entry(entry));
      }
    }
    return DrivePage.of(
        entries.build(), page.path("has_more").asBoolean(), page.path("cursor").textValue());
  }

  private static DriveEntry entry(JsonNode entry) {
    String path = entry.path("path_display").asText("");
    Location place = new Location(null, entry.path("id").asText(path));
    String name = entry.path("name").asText("");
    if (entry.path(".tag").asText("").equals("folder")) {
      return DriveEntry.folder(place, name).withPath(path);
    }
    boolean export = !entry.path("is_downloadable").asBoolean(true);
    DriveEntry file =
        DriveEntry.file(place, name, export ? -1 : entry.path("size").asLong(-1))
            .withPath(path)
            .withSignals(signals(entry, export));
    return export && !entry.has("export_info")
        ? file.withProblem("'%s' cannot be downloaded, the service says".formatted(name))
        : file;
  }

  private static ChangeSignals signals(JsonNode entry, boolean export) {
    return new ChangeSignals(
        null,
        entry.path("rev").textValue(),
        HttpContent.isoDate(entry.path("server_modified").textValue()),
        export
            ? null
            : Checksum.ofHex(Checksum.Kind.DROPBOX, entry.path("content_hash").textValue()));
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    return entry(metadata(place));
  }

  private JsonNode metadata(Location place) throws IOException {
    String path = pathOf(place);
    return calls.json(
        () -> post("/files/get_metadata", Map.of("path", path)),
        reply -> failure(reply, place.id(), ""));
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    String path = pathOf(place);
    URI download = URI.create(content + "/files/download");
    HttpReply reply =
        calls.send(
            () -> {
              HttpCall.Builder call = withArguments(download, path);
              return offset > 0 ? call.header("Range", "bytes=" + offset + "-") : call;
            });
    if (reply.status() == 409 && errorOf(reply).contains("unsupported_file")) {
      reply.close();
      return export(place, offset);
    }
    JsonNode result = result(reply);
    DriveEntry facts =
        result.isMissingNode()
            ? DriveEntry.file(place, "", HttpContent.size(reply))
            : entry(result);
    return SignedIn.opened(facts, reply, failed -> failure(failed, place.id(), ""));
  }

  /** Papers and the like have no bytes of their own. */
  private Content export(Location place, long offset) throws IOException {
    if (offset > 0) {
      throw new ContentChangedException("an exported document cannot be continued in its middle");
    }
    URI export = URI.create(content + "/files/export");
    HttpReply reply = calls.send(() -> withArguments(export, pathOf(place)));
    JsonNode exported = result(reply).path("export_metadata");
    DriveEntry facts = DriveEntry.file(place, exported.path("name").asText(""), -1);
    return SignedIn.opened(facts, reply, failed -> failure(failed, place.id(), ""));
  }

  private HttpCall.Builder withArguments(URI uri, String path) {
    return HttpCall.of("POST", uri)
        .timeout(Rest.LONGEST_DOWNLOAD)
        .header("Accept-Encoding", "identity")
        .header("Dropbox-API-Arg", json(Map.of("path", path)));
  }

  private JsonNode result(HttpReply reply) throws IOException {
    String text = reply.header("dropbox-api-result").orElse("");
    try {
      return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      reply.close();
      throw new IOException("Dropbox described the file in a way that is not JSON", e);
    }
  }

  private HttpCall.Builder post(String path, Map<String, ?> arguments) {
    return HttpCall.of("POST", URI.create(api + path))
        .body(HttpBody.of("application/json", json(arguments)));
  }

  private static String json(Map<String, ?> arguments) {
    try {
      return JSON.writeValueAsString(arguments);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps of text are JSON", e);
    }
  }

  private static String errorOf(HttpReply reply) {
    return Rest.errorJson(reply).path("error_summary").asText("");
  }

  private DatasourceException failure(HttpReply reply, String id, String prefix) {
    String error = errorOf(reply);
    String text =
        error.contains("not_found")
            ? "File with ID '%s' not found".formatted(id)
            : error.contains("not_file")
                ? "The specified ID is not a file"
                : error.contains("not_folder") ? "'%s' is not a folder".formatted(id) : "";
    if (error.startsWith("reset")) {
      return DatasourceException.retriable(
          prefix + "the folder has changed too much to be continued. List it again", null);
    }
    return text.isEmpty()
        ? rest.failure(reply, prefix + "reading '" + id + "'", error)
        : DatasourceException.permanent(prefix + text, null);
  }

  private static String pathOf(Location place) {
    String id = CharMatcher.is('/').trimTrailingFrom(place.id());
    return id.isEmpty() || id.startsWith("id:") || id.startsWith("/") || id.startsWith("ns:")
        ? id
        : "/" + id;
  }

  @Override
  public boolean listsTrees() {
    return true;
  }
}
