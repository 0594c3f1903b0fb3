package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
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

  /** Returns one page of one level: buckets, folders, files. */
  Listing browse(BrowseRequest request);

  /**
   * Returns the files that an item stands for: itself, or everything below a folder. Must be lazy,
   * in bounded memory, without visiting anything twice; the caller closes it.
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
   */
  record Listing(
      @Nullable String bucket,
      ImmutableList<Entry> files,
      @Nullable Map<String, Object> nextPageParameters) {}

  /** A file or folder of a listing; size in bytes, 0 for a folder. */
  record Entry(String id, String name, long size, boolean folder) {
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
    }
  }
}
