package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of a folder.
 *
 * @param folder which; without a bucket, the buckets of a bucket store
 * @param limit how many entries at most; a service may give fewer, or, at its own lower limit, more
 * @param cursor as the page before gave it, or {@code null} for the first
 * @param tree whether everything below is wanted, as files; only where {@link Drive#listsTrees}
 */
public record ListRequest(Location folder, int limit, @Nullable String cursor, boolean tree) {
  public ListRequest {
    requireNonNull(folder, "folder");
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, but was " + limit);
    }
  }
}
