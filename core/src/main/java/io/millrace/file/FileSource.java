package io.millrace.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Opens files by reference.
 *
 * <p>Implementations must be safe for use by many threads and must stream: neither call may read a
 * whole file into memory.
 *
 * @since 0.1
 */
public interface FileSource {

  /** Returns the file kept under {@code reference}, or empty when this source does not know it. */
  Optional<FileRef> find(String reference);

  /**
   * Opens the bytes of a file that {@link #find} returned. The caller closes the stream.
   *
   * @throws java.nio.file.NoSuchFileException if the file is gone
   * @throws IOException if it cannot be read
   */
  InputStream open(FileRef file) throws IOException;
}
