package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a folder.
 *
 * @param entries may be none although more follow
 * @param cursor what asks for those that follow, or {@code null} on the last page
 */
public record DrivePage(ImmutableList<DriveEntry> entries, @Nullable String cursor) {
  public DrivePage {
    requireNonNull(entries, "entries");
  }

  /**
   * Returns a page of a service that says in two places whether more follows.
   *
   * @throws DatasourceException if it says so and does not say how to get it
   */
  public static DrivePage of(
      ImmutableList<DriveEntry> entries, boolean truncated, @Nullable String cursor) {
    if (truncated && (cursor == null || cursor.isEmpty())) {
      throw DatasourceException.retriable(
          "The listing says that more follows, but has no token to ask for it. Nothing after its"
              + " first "
              + entries.size()
              + " entries can be reached; try again later",
          null);
    }
    return new DrivePage(entries, truncated ? cursor : null);
  }
}
