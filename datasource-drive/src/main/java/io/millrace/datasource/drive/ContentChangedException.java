package io.millrace.datasource.drive;

import java.io.IOException;

/** A file is no longer the one that was opened, or cannot be continued in its middle. */
public final class ContentChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what was noticed: {@code its etag changed}. */
  public ContentChangedException(String what) {
    super(what);
  }
}
