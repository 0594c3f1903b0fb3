package io.millrace.file;

import io.millrace.error.MillraceException;

/**
 * A file is larger than its store accepts; nothing of it was kept.
 *
 * @since 0.1
 */
public class FileTooLargeException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final long maxBytes;

  FileTooLargeException(String name, long maxBytes) {
    super(
        "File '%s' is larger than the %,d bytes that this store accepts for one file. Send a smaller"
                .formatted(Printable.text(name), maxBytes)
            + " file, or open the store with a higher limit.");
    this.maxBytes = maxBytes;
  }

  /** Returns how many bytes a file may have. */
  public long maxBytes() {
    return maxBytes;
  }
}
