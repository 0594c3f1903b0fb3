package io.millrace.datasource.drive.s3;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the XML of {@code ListObjectsV2} and {@code ListBuckets}. */
final class S3Listing implements Xml.Handler {
  private final @Nullable String bucket;
  private final String prefix;
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, String> fields = new HashMap<>();
  private final ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
  private boolean truncated;
  private boolean encoded;
  private @Nullable String token;

  private S3Listing(@Nullable String bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  static DrivePage objects(InputStream xml, String bucket, String prefix) throws IOException {
    S3Listing listing = new S3Listing(bucket, prefix);
    Xml.read(xml, listing);
    return DrivePage.of(listing.entries.build(), listing.truncated, listing.token);
  }

  static DrivePage buckets(InputStream xml) throws IOException {
    S3Listing listing = new S3Listing(null, "");
    Xml.read(xml, listing);
    return new DrivePage(listing.entries.build(), listing.token);
  }

  @Override
  public void begin(String name) {
    open.addLast(name);
    if (name.equals("Contents") || name.equals("CommonPrefixes") || name.equals("Bucket")) {
      fields.clear();
    }
  }

  @Override
  public void end(String name, String text) {
    open.removeLast();
    String parent = open.isEmpty() ? "" : open.getLast();
    switch (name) {
      case "IsTruncated" -> truncated = text.strip().equals("true");
      case "NextContinuationToken", "ContinuationToken" -> {
        // ListBuckets calls the next one what ListObjectsV2 calls the one it was asked with
        if (name.startsWith("Next") || bucket == null) {
          token = text.isEmpty() ? null : text;
        }
      }
      case "EncodingType" -> encoded = text.strip().equals("url");
      case "Contents" -> addObject();
      case "CommonPrefixes" -> addFolder();
      case "Bucket" -> addBucket();
      default -> {
        if (parent.equals("Contents")
            || parent.equals("CommonPrefixes")
            || parent.equals("Bucket")) {
          fields.put(name, text);
        }
      }
    }
  }

  /** An object whose key ends with a slash is how consoles make a folder: it has no content. */
  private void addObject() {
    String key = decoded("Key");
    if (key.equals(prefix) || key.isEmpty() || key.endsWith("/")) {
      return;
    }
    String etag = fields.get("ETag");
    ChangeSignals signals =
        new ChangeSignals(etag, null, HttpContent.isoDate(fields.get("LastModified")), null);
    entries.add(
        DriveEntry.file(new Location(bucket, key), nameOf(key), size())
            .withPath(key)
            .withSignals(signals));
  }

  private long size() {
    try {
      return Long.parseLong(fields.getOrDefault("Size", "-1").strip());
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }

  private void addFolder() {
    String key = decoded("Prefix");
    // a prefix that is not below the one that was asked for would lead in circles
    if (key.startsWith(prefix) && key.length() > prefix.length()) {
      entries.add(DriveEntry.folder(new Location(bucket, key), nameOf(key)).withPath(key));
    }
  }

  private void addBucket() {
    String name = fields.getOrDefault("Name", "");
    if (!name.isEmpty()) {
      entries.add(DriveEntry.folder(new Location(name, ""), name).withPath(name));
    }
  }

  private String decoded(String field) {
    String text = fields.getOrDefault(field, "");
    try {
      return encoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static String nameOf(String key) {
    String whole = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
