package io.millrace.file;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A file store cannot be used: its folder cannot be opened, or what it keeps is damaged.
 *
 * @since 0.1
 */
public class FileStoreException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public FileStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
