package io.millrace.testkit.objectstore;

import com.google.common.hash.Hashing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An object of a bucket. */
final class StoredObject {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** All objects are of one moment, so that tests are the same each time. */
  private static final Instant MODIFIED = Instant.parse("2026-03-01T10:20:00Z");

  private final byte[] content;
  private final String etag;

  private StoredObject(byte[] content, String etag) {
    this.content = content;
    this.etag = etag;
  }

  @SuppressWarnings("deprecation") // an ETag of S3 is the MD5 of the content
  static StoredObject of(byte[] content) {
    byte[] copy = content.clone();
    return new StoredObject(copy, "\"" + Hashing.md5().hashBytes(copy) + "\"");
  }

  byte[] content() {
    return content;
  }

  String etag() {
    return etag;
  }

  String isoDate() {
    return "2026-03-01T10:20:00.000Z";
  }

  String httpDate() {
    return HTTP.format(MODIFIED);
  }
}
