package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our entries as a run's items and as rows of a listing, and back. */
final class DriveItems {
  private static final String UNTITLED = "untitled";
  private static final String ERROR = "error";

  private DriveItems() {}

  /** Returns what an item says of the file or folder it stands for. */
  static DriveEntry entryOf(DatasourceItem.DriveFile item) {
    String bucket = item.bucket() == null || item.bucket().isEmpty() ? null : item.bucket();
    Location place = new Location(bucket, item.id());
    String name = item.name().equals(UNTITLED) && !item.id().isEmpty() ? item.id() : item.name();
    if (item.folder()) {
      return DriveEntry.folder(place, name);
    }
    long size = item.entry().get("size") instanceof Number number ? number.longValue() : -1;
    DriveEntry file = DriveEntry.file(place, name, size);
    return item.entry().get("mime_type") instanceof String type ? file.withMimeType(type) : file;
  }

  /** Returns why an item that was found in a folder cannot be read, or {@code null}. */
  static @Nullable String problemOf(DatasourceItem.DriveFile item) {
    return item.entry().get(ERROR) instanceof String reason ? reason : null;
  }

  /** Puts what was found in the place of the item that it was found by; keeps its extra keys. */
  static DatasourceItem.DriveFile itemOf(DriveEntry found, DatasourceItem.DriveFile by) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", found.place().id());
    entry.put("name", found.name());
    entry.put("type", found.folder() ? "folder" : "file");
    String bucket = found.place().bucket();
    if (bucket != null) {
      entry.put("bucket", bucket);
    }
    if (!found.folder() && found.size() >= 0) {
      entry.put("size", found.size());
    }
    entry.putAll(metadata(found));
    String problem = found.problem();
    if (problem != null) {
      entry.put(ERROR, problem);
    }
    by.entry().forEach(entry::putIfAbsent);
    return new DatasourceItem.DriveFile(
        found.place().id(), found.folder(), bucket, found.name(), entry);
  }

  /** Adds what the service says to an item that a caller named. */
  static DatasourceItem.DriveFile completed(DatasourceItem.DriveFile item, DriveEntry facts) {
    Map<String, Object> entry = new LinkedHashMap<>(item.entry());
    if (facts.size() >= 0) {
      entry.putIfAbsent("size", facts.size());
    }
    entry.putAll(metadata(facts));
    boolean unnamed = item.name().equals(UNTITLED) && !item.entry().containsKey("name");
    String name = unnamed ? facts.name() : item.name();
    return new DatasourceItem.DriveFile(item.id(), false, item.bucket(), name, entry);
  }

  static OnlineDriveDatasource.Entry rowOf(DriveEntry found) {
    return new OnlineDriveDatasource.Entry(
        found.place().id(),
        found.name(),
        Math.max(found.size(), 0),
        found.folder(),
        metadata(found));
  }

  private static ImmutableMap<String, String> metadata(DriveEntry found) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    ChangeSignals signals = found.signals();
    put(all, "path", found.path());
    put(all, "etag", signals.etag());
    put(all, "version", signals.version());
    put(all, "modified", signals.modified());
    put(all, "checksum", signals.checksum());
    put(all, "mime_type", found.mimeType());
    return all.buildOrThrow();
  }

  private static void put(
      ImmutableMap.Builder<String, String> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, value.toString());
    }
  }
}
