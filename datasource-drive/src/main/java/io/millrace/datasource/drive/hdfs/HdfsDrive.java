package io.millrace.datasource.drive.hdfs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.ContentChangedException;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.UrlText;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HDFS: ids are paths. The name node sends a reader on to a data node, which the gate sees too. */
final class HdfsDrive implements Drive {
  private final Rest rest;
  private final URI base;
  private final Map<String, String> who;

  HdfsDrive(Rest rest, URI base, Map<String, String> who) {
    this.rest = rest;
    this.base = base;
    this.who = who;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String folder = pathOf(request.folder());
    Map<String, String> query = query("LISTSTATUS_BATCH");
    if (request.cursor() != null) {
      // so HttpFS reads it, and so does a name node, whatever its manual says
      query.put("startAfter", request.cursor());
      query.put("startafter", request.cursor());
    }
    JsonNode listing = json(folder, query).path("DirectoryListing");
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    String last = "";
    JsonNode statuses = listing.path("partialListing").path("FileStatuses").path("FileStatus");
    for (JsonNode status : statuses) {
      last = status.path("pathSuffix").asText("");
      if (last.isEmpty()) {
        throw DatasourceException.permanent("'%s' is not a folder".formatted(folder), null);
      }
      entries.add(entry(folder + "/" + last, status));
    }
    return DrivePage.of(entries.build(), listing.path("remainingEntries").asLong(0) > 0, last);
  }

  private static DriveEntry entry(String path, JsonNode status) {
    Location place = new Location(null, path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    // a file id stays when a file grows: the time has to tell
    Instant modified = Instant.ofEpochMilli(status.path("modificationTime").asLong(0));
    ChangeSignals signals = new ChangeSignals(null, null, modified, null);
    return status.path("type").asText("").equals("DIRECTORY")
        ? DriveEntry.folder(place, name).withPath(path)
        : DriveEntry.file(place, name, status.path("length").asLong(-1))
            .withPath(path)
            .withSignals(signals);
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    String path = pathOf(place);
    return entry(path, json(path, query("GETFILESTATUS")).path("FileStatus"));
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    DriveEntry facts = stat(place);
    if (facts.folder()) {
      throw DatasourceException.permanent(
          "Cannot download folder '%s'. Please select a file.".formatted(place.id()), null);
    } else if (expected != null && facts.signals().differFrom(expected)) {
      throw new ContentChangedException("it was changed while it was read");
    }
    Map<String, String> query = query("OPEN");
    query.put("offset", String.valueOf(offset));
    URI uri = uri(pathOf(place), query);
    HttpReply reply = rest.send(() -> HttpCall.get(uri).timeout(Rest.LONGEST_DOWNLOAD).build());
    if (!reply.ok()) {
      try (reply) {
        throw failure(reply, place.id());
      }
    }
    return new Content(facts, offset, reply.body(), reply::close);
  }

  private JsonNode json(String path, Map<String, String> query) throws IOException {
    URI uri = uri(path, query);
    try (HttpReply reply = rest.send(() -> HttpCall.get(uri).build())) {
      if (!reply.ok()) {
        throw failure(reply, path);
      }
      return rest.json(reply);
    }
  }

  private DatasourceException failure(HttpReply reply, String path) {
    JsonNode error = Rest.errorJson(reply).path("RemoteException");
    return switch (reply.status()) {
      case 401 -> DatasourceException.permanent("HDFS does not accept the credential", null);
      case 403 ->
          DatasourceException.permanent(
              "No permission: reading '%s' is denied to this user".formatted(path), null);
      case 404 ->
          DatasourceException.permanent("File with ID '%s' not found.".formatted(path), null);
      default -> rest.failure(reply, "reading '" + path + "'", error.path("message").asText(""));
    };
  }

  private Map<String, String> query(String operation) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("op", operation);
    query.putAll(who);
    return query;
  }

  private URI uri(String path, Map<String, String> query) {
    return URI.create(
        base
            + "/webhdfs/v1"
            + (path.isEmpty() ? "/" : UrlText.path(path))
            + "?"
            + UrlText.form(query));
  }

  private static String pathOf(Location place) {
    String path = CharMatcher.is('/').trimTrailingFrom(place.id());
    if (UrlText.hasDots(path)) {
      throw DatasourceException.permanent(
          "'%s' cannot be asked for: a part of it is '.' or '..'".formatted(place.id()), null);
    }
    return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
  }

  @Override
  public String cursorName() {
    return "start_after";
  }
}
