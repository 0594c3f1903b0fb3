package io.millrace.datasource.drive.box;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.millrace.datasource.drive.UrlText;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Box: the root is folder {@code 0}. */
final class BoxDrive implements Drive {
  private static final String FIELDS =
      "type,id,name,size,etag,sha1,modified_at,content_modified_at,file_version,item_status";

  private final SignedIn calls;
  private final Rest rest;
  private final URI base;

  BoxDrive(SignedIn calls, Rest rest, URI base) {
    this.calls = calls;
    this.rest = rest;
    this.base = base;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String id = idOf(request.folder());
    String folder = id.isEmpty() ? "0" : id;
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", String.valueOf(request.limit()));
    query.put("usemarker", "true");
    query.put("fields", FIELDS);
    if (request.cursor() != null) {
      query.put("marker", request.cursor());
    }
    URI uri = uri("/folders/" + UrlText.encode(folder) + "/items", query);
    JsonNode page = calls.get(uri, reply -> failure(reply, folder, "listing"));
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (JsonNode item : page.path("entries")) {
      if (item.path("item_status").asText("active").equals("active")) {
        entries.add(entry(item));
      }
    }
    String next = page.path("next_marker").asText("");
    return new DrivePage(entries.build(), next.isEmpty() ? null : next);
  }

  private static DriveEntry entry(JsonNode item) {
    Location place = new Location(null, item.path("id").asText(""));
    String name = item.path("name").asText("");
    ChangeSignals signals = signals(item);
    return switch (item.path("type").asText("")) {
      case "folder" -> DriveEntry.folder(place, name).withSignals(signals);
      case "file" ->
          DriveEntry.file(place, name, item.path("size").asLong(-1)).withSignals(signals);
      default ->
          DriveEntry.file(place, name, -1)
              .withProblem("'%s' is a link to a web page, not a file".formatted(name));
    };
  }

  private static ChangeSignals signals(JsonNode item) {
    String modified = item.path("content_modified_at").textValue();
    return new ChangeSignals(
        item.path("etag").textValue(),
        item.path("file_version").path("id").textValue(),
        HttpContent.isoDate(modified != null ? modified : item.path("modified_at").textValue()),
        Checksum.ofHex(Checksum.Kind.SHA1, item.path("sha1").textValue()));
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    return entry(metadata(idOf(place)));
  }

  private JsonNode metadata(String id) throws IOException {
    URI uri = uri("/files/" + UrlText.encode(id), Map.of("fields", FIELDS));
    return calls.get(uri, reply -> failure(reply, id, "reading"));
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    String id = idOf(place);
    JsonNode item = metadata(id);
    DriveEntry facts = entry(item);
    if (!item.path("item_status").asText("active").equals("active")) {
      throw DatasourceException.permanent(
          "File '%s' is in the trash".formatted(facts.name()), null);
    } else if (expected != null && facts.signals().differFrom(expected)) {
      throw new ContentChangedException("it was changed while it was read");
    }
    String version = facts.signals().version();
    URI content =
        uri(
            "/files/" + UrlText.encode(id) + "/content",
            version == null ? Map.of() : Map.of("version", version));
    return calls.open(
        facts, offset, () -> HttpCall.get(content), reply -> failure(reply, id, "reading"));
  }

  private DatasourceException failure(HttpReply reply, String id, String what) {
    JsonNode error = Rest.errorJson(reply);
    return switch (reply.status()) {
      case 404 -> DatasourceException.permanent("File with ID '%s' not found.".formatted(id), null);
      case 403 ->
          DatasourceException.permanent(
              "No permission: %s of '%s' is denied to this account (%s)"
                  .formatted(what, id, error.path("code").asText("")),
              null);
      case 405 ->
          DatasourceException.permanent(
              "Cannot download folder '%s'. Please select a file.".formatted(id), null);
      default ->
          rest.failure(
              reply,
              what + " '" + id + "'",
              (error.path("code").asText("") + " " + error.path("message").asText("")).strip());
    };
  }

  private URI uri(String path, Map<String, String> query) {
    return URI.create(base + path + (query.isEmpty() ? "" : "?" + UrlText.form(query)));
  }

  private static String idOf(Location place) {
    return CharMatcher.is('/').trimTrailingFrom(place.id());
  }

  @Override
  public String cursorName() {
    return "marker";
  }
}
