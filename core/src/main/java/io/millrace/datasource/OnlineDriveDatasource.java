package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileRef;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of a drive or bucket store (spec/05 §3).
 *
 * @since 0.1
 */
public non-sealed interface OnlineDriveDatasource extends Datasource {

  /**
   * Returns one page of one level: buckets, folders, files.
   *
   * @throws DatasourceException if it cannot be listed; never an empty page in its place
   */
  Listing browse(BrowseRequest request);

  /**
   * Returns the files that an item stands for: itself, or everything below a folder. Must be lazy,
   * in bounded memory, without visiting anything twice; the caller closes it. The entry of each
   * item holds what its {@link Entry#metadata} would.
   */
  Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item);

  /** Downloads a file into the file store and returns its reference. */
  FileRef download(DatasourceItem.DriveFile item);

  /**
   * Which level to list.
   *
   * @param credentialId the credential to use, or {@code null} for the default one
   * @param bucket the bucket, or {@code null} to list buckets where there are any
   * @param prefix the folder's id, or {@code null} for the root
   * @param maxKeys how many at most; Dify asks for 20
   * @param nextPageParameters what the page before returned, unchanged, or {@code null} for the
   *     first
   */
  record BrowseRequest(
      @Nullable String credentialId,
      @Nullable String bucket,
      @Nullable String prefix,
      int maxKeys,
      @Nullable Map<String, Object> nextPageParameters) {}

  /**
   * One page of one level.
   *
   * @param bucket the bucket, or {@code null}
   * @param files files and folders
   * @param nextPageParameters what asks for the next page, or {@code null} on the last
   * @param buckets the names of the buckets, where the level is that of buckets; else empty. Dify
   *     shows each as an element of its own, without files
   */
  record Listing(
      @Nullable String bucket,
      ImmutableList<Entry> files,
      @Nullable Map<String, Object> nextPageParameters,
      ImmutableList<String> buckets) {
    public Listing {
      requireNonNull(files, "files");
      requireNonNull(buckets, "buckets");
    }

    /** A level of files and folders. */
    public Listing(
        @Nullable String bucket,
        ImmutableList<Entry> files,
        @Nullable Map<String, Object> nextPageParameters) {
      this(bucket, files, nextPageParameters, ImmutableList.of());
    }
  }

  /**
   * A file or folder of a listing.
   *
   * @param size in bytes, 0 for a folder or when it is not known
   * @param metadata what tells later whether it has changed, as far as the service says: {@code
   *     path}, {@code etag}, {@code version}, {@code modified} (ISO 8601), {@code checksum} ({@code
   *     <kind>:<hex>}), {@code mime_type}
   */
  record Entry(
      String id, String name, long size, boolean folder, ImmutableMap<String, String> metadata) {
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      requireNonNull(metadata, "metadata");
    }

    /** An entry of which nothing else is known. */
    public Entry(String id, String name, long size, boolean folder) {
      this(id, name, size, folder, ImmutableMap.of());
    }
  }
}
