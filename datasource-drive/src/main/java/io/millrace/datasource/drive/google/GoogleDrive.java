package io.millrace.datasource.drive.google;

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

/**
 * Google Drive: My Drive, and at the root beside it the folders {@value #SHARED} and {@value
 * #DRIVES}.
 */
final class GoogleDrive implements Drive {
  static final String SHARED = "sharedWithMe";
  static final String DRIVES = "sharedDrives";
  private static final String FIELDS =
      "id,name,mimeType,size,md5Checksum,sha256Checksum,modifiedTime,headRevisionId,trashed,"
          + "shortcutDetails,exportLinks";

  private final SignedIn calls;
  private final Rest rest;
  private final URI base;

  GoogleDrive(SignedIn calls, Rest rest, URI base) {
    this.calls = calls;
    this.rest = rest;
    this.base = base;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String id = idOf(request.folder());
    if (id.equals(DRIVES)) {
      return drives(request);
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("q", which(id) + " and trashed = false");
    query.put("pageSize", String.valueOf(request.limit()));
    query.put("fields", "nextPageToken,incompleteSearch,files(" + FIELDS + ")");
    query.put("orderBy", "folder,name");
    query.put("supportsAllDrives", "true");
    query.put("includeItemsFromAllDrives", "true");
    if (request.cursor() != null) {
      query.put("pageToken", request.cursor());
    }
    JsonNode page = calls.get(uri("/files", query), reply -> failure(reply, id, "listing"));
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    if (id.isEmpty() && request.cursor() == null) {
      entries.add(DriveEntry.folder(new Location(null, SHARED), "Shared with me"));
      entries.add(DriveEntry.folder(new Location(null, DRIVES), "Shared drives"));
    }
    for (JsonNode file : page.path("files")) {
      if (!file.path("trashed").asBoolean()) {
        entries.add(entry(file));
      }
    }
    String next = page.path("nextPageToken").asText("");
    return new DrivePage(entries.build(), next.isEmpty() ? null : next);
  }

  private static String which(String id) {
    if (id.equals(SHARED)) {
      return "sharedWithMe = true";
    }
    String folder = id.isEmpty() ? "root" : id;
    return "'" + folder.replace("\\", "\\\\").replace("'", "\\'") + "' in parents";
  }

  private DrivePage drives(ListRequest request) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("pageSize", String.valueOf(Math.min(request.limit(), 100)));
    query.put("fields", "nextPageToken,drives(id,name)");
    if (request.cursor() != null) {
      query.put("pageToken", request.cursor());
    }
    JsonNode page = calls.get(uri("/drives", query), reply -> failure(reply, DRIVES, "listing"));
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (JsonNode drive : page.path("drives")) {
      Location place = new Location(null, drive.path("id").asText());
      entries.add(DriveEntry.folder(place, drive.path("name").asText()));
    }
    String next = page.path("nextPageToken").asText("");
    return new DrivePage(entries.build(), next.isEmpty() ? null : next);
  }

  /** A shortcut stands for what it leads to; that is no shortcut again. */
  private static DriveEntry entry(JsonNode file) {
    String type = file.path("mimeType").asText("");
    String name = file.path("name").asText("");
    if (type.equals(GoogleFormats.SHORTCUT)) {
      JsonNode details = file.path("shortcutDetails");
      Location target = new Location(null, details.path("targetId").asText(""));
      String targetType = details.path("targetMimeType").asText("");
      if (target.isRoot()) {
        return DriveEntry.file(new Location(null, file.path("id").asText()), name, -1)
            .withProblem("Shortcut '%s' leads to nothing".formatted(name));
      }
      return targetType.equals(GoogleFormats.FOLDER)
          ? DriveEntry.folder(target, name)
          : DriveEntry.file(target, name, -1).withMimeType(targetType);
    }
    Location place = new Location(null, file.path("id").asText());
    if (type.equals(GoogleFormats.FOLDER)) {
      return DriveEntry.folder(place, name).withSignals(signals(file));
    }
    return DriveEntry.file(place, name, file.path("size").asLong(-1))
        .withMimeType(type)
        .withSignals(signals(file));
  }

  private static ChangeSignals signals(JsonNode file) {
    Checksum sha = Checksum.ofHex(Checksum.Kind.SHA256, text(file, "sha256Checksum"));
    Checksum md5 = Checksum.ofHex(Checksum.Kind.MD5, text(file, "md5Checksum"));
    return new ChangeSignals(
        null,
        text(file, "headRevisionId"),
        HttpContent.isoDate(text(file, "modifiedTime")),
        sha != null ? sha : md5);
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).textValue();
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    return entry(metadata(idOf(place)));
  }

  private JsonNode metadata(String id) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("fields", FIELDS);
    query.put("supportsAllDrives", "true");
    return calls.get(
        uri("/files/" + UrlText.encode(id), query), reply -> failure(reply, id, "reading"));
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    JsonNode file = metadata(idOf(place));
    if (file.path("mimeType").asText("").equals(GoogleFormats.SHORTCUT)) {
      file = metadata(file.path("shortcutDetails").path("targetId").asText(""));
    }
    String id = file.path("id").asText("");
    String name = file.path("name").asText("");
    String type = file.path("mimeType").asText("");
    if (type.equals(GoogleFormats.FOLDER)) {
      throw DatasourceException.permanent(
          "Cannot download folder '%s'. Please select a file.".formatted(name), null);
    } else if (file.path("trashed").asBoolean()) {
      throw DatasourceException.permanent("File '%s' is in the trash".formatted(name), null);
    }
    GoogleFormats.Format format = GoogleFormats.exportOf(type);
    if (format != null) {
      return export(file, format, offset);
    }
    DriveEntry facts = entry(file);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("alt", "media");
    query.put("supportsAllDrives", "true");
    URI media = uri("/files/" + UrlText.encode(id), query);
    return calls.open(
        facts, offset, () -> HttpCall.get(media), reply -> failure(reply, id, "reading"));
  }

  private Content export(JsonNode file, GoogleFormats.Format format, long offset)
      throws IOException {
    if (offset > 0) {
      throw new ContentChangedException("an exported document cannot be continued in its middle");
    }
    String id = file.path("id").asText();
    String name = file.path("name").asText("");
    String named = name.endsWith(format.extension()) ? name : name + format.extension();
    ChangeSignals signals =
        new ChangeSignals(
            null,
            text(file, "headRevisionId"),
            HttpContent.isoDate(text(file, "modifiedTime")),
            null);
    DriveEntry facts =
        DriveEntry.file(new Location(null, id), named, -1)
            .withMimeType(format.mimeType())
            .withSignals(signals);
    URI export =
        uri("/files/" + UrlText.encode(id) + "/export", Map.of("mimeType", format.mimeType()));
    HttpReply reply = calls.send(() -> HttpCall.get(export).timeout(Rest.LONGEST_DOWNLOAD));
    String large = file.path("exportLinks").path(format.mimeType()).asText("");
    if (reply.status() == 403
        && GoogleDriveProvider.reasonOf(reply).equals("exportSizeLimitExceeded")
        && isGoogles(large)) {
      reply.close();
      URI link = URI.create(large);
      reply = calls.send(() -> HttpCall.get(link).timeout(Rest.LONGEST_DOWNLOAD));
    }
    return SignedIn.opened(facts, reply, failed -> failure(failed, id, "exporting"));
  }

  /** The token goes to nobody else. */
  private boolean isGoogles(String link) {
    if (link.isEmpty()) {
      return false;
    }
    URI uri = URI.create(link);
    String host = String.valueOf(uri.getHost());
    return ("https".equals(uri.getScheme()) && host.endsWith(".google.com"))
        || (host.equals(base.getHost()) && uri.getPort() == base.getPort());
  }

  private DatasourceException failure(HttpReply reply, String id, String what) {
    String reason = GoogleDriveProvider.reasonOf(reply);
    String message = Rest.errorJson(reply).path("error").path("message").asText("");
    if (reply.status() == 404) {
      return DatasourceException.permanent("File with ID '%s' not found.".formatted(id), null);
    }
    return rest.failure(reply, what + " '" + id + "'", (reason + " " + message).strip());
  }

  private URI uri(String path, Map<String, String> query) {
    return URI.create(base + path + "?" + UrlText.form(query));
  }

  /** A slash at the end is how a command line says folder. */
  private static String idOf(Location place) {
    return CharMatcher.is('/').trimTrailingFrom(place.id());
  }

  @Override
  public String cursorName() {
    return "page_token";
  }
}
