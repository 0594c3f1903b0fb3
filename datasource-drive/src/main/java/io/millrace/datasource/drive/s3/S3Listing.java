package io.millrace.datasource.drive.s3;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads the XML of {@code ListObjectsV2} and {@code ListBuckets}. */
final class S3Listing implements Xml.Handler {
  private final @Nullable String bucket;
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, String> fields = new HashMap<>();
  private final List<Found> found = new ArrayList<>();
  private boolean truncated;
  private boolean encoded;
  private boolean listing;
  private @Nullable String token;

  private S3Listing(@Nullable String bucket) {
    this.bucket = bucket;
  }

  /** What is listed, with its key as it came: whether keys are encoded may be said after them. */
  private record Found(boolean folder, String key, long size, ChangeSignals signals) {}

  static DrivePage objects(InputStream xml, String bucket, String prefix) throws IOException {
    S3Listing listing = read(xml, bucket);
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (Found found : listing.found) {
      String key = listing.decoded(found.key());
      if (found.folder() ? isBelow(key, prefix) : isContent(key)) {
        entries.add(entry(new Location(bucket, key), found));
      }
    }
    return DrivePage.of(entries.build(), listing.truncated, listing.token);
  }

  static DrivePage buckets(InputStream xml) throws IOException {
    S3Listing listing = read(xml, null);
    return new DrivePage(
        listing.found.stream()
            .map(found -> DriveEntry.folder(new Location(found.key(), ""), found.key()))
            .map(entry -> entry.withPath(entry.name()))
            .collect(ImmutableList.toImmutableList()),
        listing.token);
  }

  private static S3Listing read(InputStream xml, @Nullable String bucket) throws IOException {
    S3Listing listing = new S3Listing(bucket);
    try {
      Xml.read(xml, listing);
    } catch (IOException e) {
      if (!listing.listing && !brokeOff(e)) {
        throw noStore(e);
      }
      throw e;
    }
    if (!listing.listing) {
      throw noStore(null);
    }
    return listing;
  }

  private static boolean brokeOff(IOException e) {
    return e.getCause() instanceof XMLStreamException xml
        && xml.getNestedException() instanceof IOException;
  }

  private static DatasourceException noStore(@Nullable IOException e) {
    return DatasourceException.permanent(
        "What answers at the endpoint is no store that speaks S3: its answer is no listing. Check"
            + " the endpoint",
        e);
  }

  private static DriveEntry entry(Location place, Found found) {
    String key = place.id();
    return found.folder()
        ? DriveEntry.folder(place, nameOf(key)).withPath(key)
        : DriveEntry.file(place, nameOf(key), found.size())
            .withPath(key)
            .withSignals(found.signals());
  }

  /** A prefix that is not below the one that was asked for would lead in circles. */
  private static boolean isBelow(String key, String prefix) {
    return key.startsWith(prefix) && key.length() > prefix.length();
  }

  /** An object whose key ends with a slash is how consoles make a folder: it has no content. */
  private static boolean isContent(String key) {
    return !key.isEmpty() && !key.endsWith("/");
  }

  @Override
  public void begin(String name) {
    if (open.isEmpty()) {
      listing = name.equals("ListBucketResult") || name.equals("ListAllMyBucketsResult");
    }
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
      case "CommonPrefixes" -> addFolder(fields.getOrDefault("Prefix", ""));
      case "Bucket" -> addFolder(fields.getOrDefault("Name", ""));
      default -> {
        if (parent.equals("Contents")
            || parent.equals("CommonPrefixes")
            || parent.equals("Bucket")) {
          fields.put(name, text);
        }
      }
    }
  }

  private void addObject() {
    ChangeSignals signals =
        new ChangeSignals(
            fields.get("ETag"), null, HttpContent.isoDate(fields.get("LastModified")), null);
    found.add(new Found(false, fields.getOrDefault("Key", ""), size(), signals));
  }

  private long size() {
    try {
      return Long.parseLong(fields.getOrDefault("Size", "-1").strip());
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }

  private void addFolder(String key) {
    if (!key.isEmpty()) {
      found.add(new Found(true, key, 0, ChangeSignals.NONE));
    }
  }

  private String decoded(String key) {
    try {
      return encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key;
    } catch (IllegalArgumentException notEncoded) {
      return key;
    }
  }

  private static String nameOf(String key) {
    String whole = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
