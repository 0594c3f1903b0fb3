package io.millrace.datasource.drive.google;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Google Cloud Storage: names with slashes are files in folders. */
final class CloudStorageDrive implements Drive {
  private static final String FIELDS =
      "name,size,etag,generation,updated,md5Hash,crc32c,contentType,contentEncoding";

  private final SignedIn calls;
  private final Rest rest;
  private final URI base;
  private final String project;
  private final ImmutableList<String> buckets;

  CloudStorageDrive(
      SignedIn calls, Rest rest, URI base, String project, ImmutableList<String> buckets) {
    this.calls = calls;
    this.rest = rest;
    this.base = base;
    this.project = project;
    this.buckets = buckets;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String bucket = request.folder().bucket();
    if (bucket == null) {
      return buckets(request);
    }
    String prefix = request.folder().id();
    Map<String, String> query = paged(request);
    query.put("prefix", prefix);
    query.put("fields", "nextPageToken,prefixes,items(" + FIELDS + ")");
    if (!request.tree()) {
      query.put("delimiter", "/");
    }
    JsonNode page =
        calls.get(
            uri("/b/" + UrlText.encode(bucket) + "/o", query),
            reply -> failure(reply, bucket, "", "listing"));
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (JsonNode folder : page.path("prefixes")) {
      String id = folder.asText();
      entries.add(DriveEntry.folder(new Location(bucket, id), nameOf(id)).withPath(id));
    }
    for (JsonNode object : page.path("items")) {
      String name = object.path("name").asText("");
      if (!name.endsWith("/") && !name.isEmpty()) {
        entries.add(entry(bucket, object));
      }
    }
    String next = page.path("nextPageToken").asText("");
    return new DrivePage(entries.build(), next.isEmpty() ? null : next);
  }

  private DrivePage buckets(ListRequest request) throws IOException {
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    if (!buckets.isEmpty() || project.isEmpty()) {
      buckets.forEach(name -> entries.add(bucket(name)));
      return new DrivePage(entries.build(), null);
    }
    Map<String, String> query = paged(request);
    query.put("project", project);
    query.put("fields", "nextPageToken,items(name)");
    JsonNode page = calls.get(uri("/b", query), reply -> failure(reply, project, "", "listing"));
    page.path("items").forEach(item -> entries.add(bucket(item.path("name").asText(""))));
    String next = page.path("nextPageToken").asText("");
    return new DrivePage(entries.build(), next.isEmpty() ? null : next);
  }

  private static DriveEntry bucket(String name) {
    return DriveEntry.folder(new Location(name, ""), name).withPath(name);
  }

  private static Map<String, String> paged(ListRequest request) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("maxResults", String.valueOf(request.limit()));
    if (request.cursor() != null) {
      query.put("pageToken", request.cursor());
    }
    return query;
  }

  /** What is kept packed is unpacked on its way, so that its size and checksums are not those. */
  private static DriveEntry entry(String bucket, JsonNode object) {
    String name = object.path("name").asText("");
    boolean packed = object.path("contentEncoding").asText("").equals("gzip");
    Checksum md5 = Checksum.ofBase64(Checksum.Kind.MD5, object.path("md5Hash").textValue());
    Checksum crc = Checksum.ofBase64(Checksum.Kind.CRC32C, object.path("crc32c").textValue());
    ChangeSignals signals =
        new ChangeSignals(
            object.path("etag").textValue(),
            object.path("generation").textValue(),
            HttpContent.isoDate(object.path("updated").textValue()),
            packed ? null : crc != null ? crc : md5);
    long size = packed ? -1 : object.path("size").asLong(-1);
    return DriveEntry.file(new Location(bucket, name), nameOf(name), size)
        .withPath(name)
        .withMimeType(object.path("contentType").textValue())
        .withSignals(signals);
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    String bucket = bucketOf(place);
    JsonNode object =
        calls.get(
            uri(path(place), Map.of("fields", FIELDS)),
            reply -> failure(reply, bucket, place.id(), "reading"));
    return entry(bucket, object);
  }

  /** The generation that was described is the one that is read. */
  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    DriveEntry facts = stat(place);
    if (expected != null && facts.signals().differFrom(expected)) {
      throw new ContentChangedException("it was changed while it was read");
    }
    Map<String, String> query = new LinkedHashMap<>();
    query.put("alt", "media");
    String generation = facts.signals().version();
    if (generation != null) {
      query.put("generation", generation);
    }
    URI media = uri(path(place), query);
    return calls.open(
        facts,
        offset,
        () -> HttpCall.get(media),
        reply -> failure(reply, bucketOf(place), place.id(), "reading"));
  }

  private static String path(Location place) {
    if (UrlText.hasDots(place.id()) && place.id().indexOf('/') < 0) {
      throw DatasourceException.permanent(
          "Object '%s' cannot be asked for. Copy it to another name".formatted(place.id()), null);
    }
    return "/b/" + UrlText.encode(bucketOf(place)) + "/o/" + UrlText.encode(place.id());
  }

  private static String bucketOf(Location place) {
    String bucket = place.bucket();
    if (bucket == null) {
      throw DatasourceException.permanent("Bucket name not found", null);
    }
    return bucket;
  }

  private DatasourceException failure(HttpReply reply, String bucket, String id, String what) {
    JsonNode error = Rest.errorJson(reply).path("error");
    String message = error.path("message").asText("");
    return switch (reply.status()) {
      case 404 ->
          DatasourceException.permanent(
              id.isEmpty() || message.contains("bucket")
                  ? "Bucket '%s' does not exist".formatted(bucket)
                  : "File with ID '%s' not found.".formatted(id),
              null);
      case 401, 403 ->
          DatasourceException.permanent(
              "No permission: %s of '%s' is denied to this account"
                  .formatted(what, id.isEmpty() ? bucket : id),
              null);
      default -> rest.failure(reply, what, message);
    };
  }

  private URI uri(String path, Map<String, String> query) {
    return URI.create(base + "/storage/v1" + path + "?" + UrlText.form(query));
  }

  private static String nameOf(String id) {
    String whole = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  @Override
  public boolean listsTrees() {
    return true;
  }

  @Override
  public String cursorName() {
    return "page_token";
  }
}
