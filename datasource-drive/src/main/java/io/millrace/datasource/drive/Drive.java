package io.millrace.datasource.drive;

import io.millrace.datasource.DatasourceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A service that keeps files, signed in: what a new kind of drive implements.
 *
 * <p>Implementations must be safe for use by many threads, must hold no more than a page and never
 * a file in memory, must give each wait a deadline, and must connect to nothing that the engine's
 * gate does not open for. An {@link IOException} says that the same call may work at another time,
 * a {@link DatasourceException} has the text that people see.
 */
public interface Drive extends AutoCloseable {

  /**
   * Returns a page of a folder. Must not be empty in the place of an error.
   *
   * @throws DatasourceException if it cannot be listed: no such folder, no permission
   */
  DrivePage list(ListRequest request) throws IOException;

  /**
   * Tells of one file or folder.
   *
   * @throws DatasourceException if there is none
   */
  DriveEntry stat(Location place) throws IOException;

  /**
   * Opens a file at a byte.
   *
   * @param expected what was known when its first bytes were read, or {@code null} for the first
   *     time
   * @throws ContentChangedException if it is not what was expected, or only ever starts at byte 0
   *     and does not say whether it is the same
   * @throws DatasourceException if it cannot be read
   */
  Content open(Location place, long offset, @Nullable ChangeSignals expected) throws IOException;

  /** Returns whether {@link ListRequest#tree} is known, in one listing without folders. */
  default boolean listsTrees() {
    return false;
  }

  /** Returns what Dify's plugin calls the cursor in {@code next_page_parameters} (spec/05 §9.1). */
  default String cursorName() {
    return "cursor";
  }

  /** Returns how many entries a page can have at most. */
  default int maxPage() {
    return 1000;
  }

  @Override
  default void close() {}
}
