package io.millrace.datasource.drive.azure;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Checksum;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Azure Blob Storage. Ids are {@code <container>/<blob>}, as Dify's are; with a bucket, that is the
 * container and the id is the blob alone (spec/05 §9.1).
 */
final class AzureBlobDrive implements Drive {
  private static final Duration LISTING = Duration.ofMinutes(2);

  private final AzureCalls calls;

  AzureBlobDrive(AzureCalls calls) {
    this.calls = calls;
  }

  /** A container and the name of a blob in it, or of a folder. */
  private record Place(String container, String name, boolean inBucket) {

    static Place of(Location place) {
      String bucket = place.bucket();
      if (bucket != null) {
        return new Place(bucket, place.id(), true);
      }
      int slash = place.id().indexOf('/');
      return slash < 0
          ? new Place(place.id(), "", false)
          : new Place(place.id().substring(0, slash), place.id().substring(slash + 1), false);
    }

    Location at(String blob) {
      return inBucket ? new Location(container, blob) : new Location(null, container + "/" + blob);
    }
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    Place folder = Place.of(request.folder());
    Map<String, String> query = new TreeMap<>();
    query.put("comp", "list");
    query.put("maxresults", String.valueOf(request.limit()));
    if (request.cursor() != null) {
      query.put("marker", request.cursor());
    }
    boolean containers = folder.container().isEmpty();
    if (!containers) {
      query.put("restype", "container");
      if (!folder.name().isEmpty()) {
        query.put("prefix", folder.name());
      }
      if (!request.tree()) {
        query.put("delimiter", "/");
      }
    }
    String path = containers ? "" : "/" + folder.container();
    try (HttpReply reply = calls.send("GET", path, query, Map.of(), LISTING)) {
      if (!reply.ok()) {
        throw calls.failure(reply, folder.container(), "");
      }
      return AzureListing.read(
          reply.body(), containers ? name -> new Location(null, name) : folder::at);
    }
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    Place blob = blob(place);
    try (HttpReply reply = calls.send("HEAD", path(blob), Map.of(), Map.of(), LISTING)) {
      if (!reply.ok()) {
        throw calls.failure(reply, blob.container(), blob.name());
      }
      return facts(place, blob, reply);
    }
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    Place blob = blob(place);
    Map<String, String> headers = new TreeMap<>();
    if (offset > 0) {
      headers.put("x-ms-range", "bytes=" + offset + "-");
    }
    if (expected != null && expected.etag() != null) {
      headers.put("if-match", expected.etag());
    }
    HttpReply reply = calls.send("GET", path(blob), Map.of(), headers, Rest.LONGEST_DOWNLOAD);
    return SignedIn.opened(
        facts(place, blob, reply),
        reply,
        failed -> calls.failure(failed, blob.container(), blob.name()));
  }

  private static Place blob(Location place) {
    Place blob = Place.of(place);
    if (blob.name().isEmpty()) {
      throw DatasourceException.permanent(
          "Invalid file ID format. Expected: container_name/blob_path", null);
    }
    return blob;
  }

  private static String path(Place blob) {
    return "/" + blob.container() + "/" + blob.name();
  }

  private static DriveEntry facts(Location place, Place blob, HttpReply reply) {
    String md5 =
        reply.header("x-ms-blob-content-md5").or(() -> reply.header("content-md5")).orElse(null);
    ChangeSignals signals =
        new ChangeSignals(
            reply.header("etag").orElse(null),
            reply.header("x-ms-version-id").orElse(null),
            HttpContent.date(reply.header("last-modified").orElse(null)),
            Checksum.ofBase64(Checksum.Kind.MD5, md5));
    return DriveEntry.file(place, AzureListing.nameOf(blob.name()), HttpContent.size(reply))
        .withPath(blob.container() + "/" + blob.name())
        .withMimeType(reply.header("content-type").orElse(null))
        .withSignals(signals);
  }

  @Override
  public boolean listsTrees() {
    return true;
  }

  @Override
  public String cursorName() {
    return "continuation_token";
  }
}
