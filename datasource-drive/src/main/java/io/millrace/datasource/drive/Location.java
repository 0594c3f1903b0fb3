package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A place in a drive.
 *
 * @param bucket the bucket of bucket stores, or {@code null}
 * @param id the service's id of a file or folder; empty for the root
 */
public record Location(@Nullable String bucket, String id) {
  public Location {
    requireNonNull(id, "id");
  }

  /** Returns whether it is the top of the drive or of a bucket. */
  public boolean isRoot() {
    return id.isEmpty();
  }

  /** Shows the place as people write it. */
  @Override
  public String toString() {
    return bucket == null ? id : bucket + "/" + id;
  }
}
