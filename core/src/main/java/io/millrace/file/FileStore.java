package io.millrace.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps files that a run was given or has made: uploads, downloads, extracted images.
 *
 * @since 0.1
 */
public interface FileStore extends FileSource, AutoCloseable {

  /**
   * Stores the content and returns its reference.
   *
   * <p>Implementations must store atomically (after a failure or a crash there is either the whole
   * file or none), must not take anything from {@link NewFile#name} into a path, and must close
   * nothing they did not open.
   *
   * @throws IOException if the content cannot be read or stored; nothing is kept then
   */
  FileRef save(NewFile file, InputStream content) throws IOException;

  /** Removes a file; returns whether there was one. */
  boolean delete(String reference) throws IOException;

  @Override
  default void close() throws IOException {}
}
