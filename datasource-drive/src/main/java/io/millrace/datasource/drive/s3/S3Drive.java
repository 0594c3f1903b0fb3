package io.millrace.datasource.drive.s3;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
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
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A store that speaks S3: keys with slashes are files in folders. */
final class S3Drive implements Drive {
  private static final Duration LISTING = Duration.ofMinutes(2);
  private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");

  private final S3Calls calls;
  private final String cursorName;
  private final Map<String, String> always;

  S3Drive(S3Calls calls, S3Settings settings, String cursorName) {
    this.calls = calls;
    this.cursorName = cursorName;
    this.always =
        settings.requesterPays()
            ? ImmutableMap.of("x-amz-request-payer", "requester")
            : ImmutableMap.of();
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String bucket = request.folder().bucket();
    if (bucket == null) {
      return buckets(request.cursor());
    }
    String prefix = request.folder().id();
    SortedMap<String, String> query = new TreeMap<>();
    query.put("encoding-type", "url");
    query.put("list-type", "2");
    // the folder's own marker may be one of them
    query.put("max-keys", String.valueOf(Math.min(request.limit() + 1, maxPage())));
    query.put("prefix", prefix);
    if (!request.tree()) {
      query.put("delimiter", "/");
    }
    if (request.cursor() != null) {
      query.put("continuation-token", request.cursor());
      query.put("max-keys", String.valueOf(request.limit()));
    }
    try (HttpReply reply = calls.send(listing(bucket, query))) {
      if (!reply.ok()) {
        throw calls.failure(reply, bucket, "", "listing");
      }
      return S3Listing.objects(reply.body(), bucket, prefix);
    }
  }

  private DrivePage buckets(@Nullable String cursor) throws IOException {
    SortedMap<String, String> query = new TreeMap<>();
    if (cursor != null) {
      query.put("continuation-token", cursor);
    }
    try (HttpReply reply = calls.send(listing(null, query))) {
      if (!reply.ok()) {
        throw calls.failure(reply, null, "", "listing the buckets");
      }
      return S3Listing.buckets(reply.body());
    }
  }

  private S3Calls.Call listing(@Nullable String bucket, SortedMap<String, String> query) {
    return new S3Calls.Call("GET", bucket, "", query, always, Map.of(), LISTING);
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    S3Calls.Call call =
        new S3Calls.Call("HEAD", bucketOf(place), place.id(), none(), always, Map.of(), LISTING);
    try (HttpReply reply = calls.send(call)) {
      if (!reply.ok()) {
        throw calls.failure(reply, place.bucket(), place.id(), "reading");
      }
      return facts(place, reply);
    }
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    Map<String, String> signed = new TreeMap<>(always);
    Map<String, String> plain = new TreeMap<>();
    // so that the bytes come as they are kept, and their number is known
    plain.put("Accept-Encoding", "identity");
    if (offset > 0) {
      plain.put("Range", "bytes=" + offset + "-");
    } else {
      signed.put("x-amz-checksum-mode", "ENABLED");
    }
    if (expected != null && expected.etag() != null) {
      plain.put("If-Match", expected.etag());
    }
    S3Calls.Call call =
        new S3Calls.Call(
            "GET", bucketOf(place), place.id(), none(), signed, plain, Rest.LONGEST_DOWNLOAD);
    HttpReply reply = calls.send(call);
    try {
      if (reply.status() == 412 || reply.status() == 416) {
        throw new ContentChangedException("it was changed while it was read");
      } else if (!reply.ok()) {
        throw calls.failure(reply, place.bucket(), place.id(), "reading");
      }
      return HttpContent.of(facts(place, reply), reply);
    } catch (IOException | RuntimeException e) {
      reply.close();
      throw e;
    }
  }

  private static String bucketOf(Location place) {
    String bucket = place.bucket();
    if (bucket == null || bucket.isEmpty()) {
      throw DatasourceException.permanent("Bucket name not found", null);
    } else if (place.isRoot()) {
      throw DatasourceException.permanent("The item has no id: it is the key of an object", null);
    }
    return bucket;
  }

  private static SortedMap<String, String> none() {
    return ImmutableSortedMap.of();
  }

  private static DriveEntry facts(Location place, HttpReply reply) {
    String key = place.id();
    ChangeSignals signals =
        new ChangeSignals(
            reply.header("etag").orElse(null),
            reply.header("x-amz-version-id").filter(id -> !id.equals("null")).orElse(null),
            HttpContent.date(reply.header("last-modified").orElse(null)),
            checksum(reply));
    return DriveEntry.file(place, key.substring(key.lastIndexOf('/') + 1), HttpContent.size(reply))
        .withPath(key)
        .withMimeType(reply.header("content-type").orElse(null))
        .withSignals(signals);
  }

  private static @Nullable Checksum checksum(HttpReply reply) {
    if (!reply.header("x-amz-checksum-type").orElse("").equals("COMPOSITE")) {
      for (Checksum.Kind kind :
          new Checksum.Kind[] {
            Checksum.Kind.SHA256,
            Checksum.Kind.SHA1,
            Checksum.Kind.CRC64NVME,
            Checksum.Kind.CRC32C,
            Checksum.Kind.CRC32
          }) {
        String value = reply.header("x-amz-checksum-" + kind.name()).orElse("");
        Checksum found = value.indexOf('-') >= 0 ? null : Checksum.ofBase64(kind, value);
        if (found != null) {
          return found;
        }
      }
    }
    boolean otherwise =
        reply.header("x-amz-server-side-encryption").orElse("").startsWith("aws:")
            || reply.header("x-amz-server-side-encryption-customer-algorithm").isPresent();
    var md5 = MD5.matcher(reply.header("etag").orElse(""));
    return !otherwise && md5.matches() ? Checksum.perhaps(Checksum.Kind.MD5, md5.group(1)) : null;
  }

  @Override
  public boolean listsTrees() {
    return true;
  }

  @Override
  public String cursorName() {
    return cursorName;
  }
}
