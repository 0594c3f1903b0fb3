package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An opened file.
 *
 * @param facts what the service says of it now
 * @param offset the first byte's place in the file; 0 where the service gave all of it
 * @param body the bytes
 * @param connection closed after the body
 */
public record Content(DriveEntry facts, long offset, InputStream body, Closeable connection)
    implements Closeable {
  public Content {
    requireNonNull(facts, "facts");
    requireNonNull(body, "body");
    requireNonNull(connection, "connection");
  }

  /** An opened file whose stream is all that has to be closed. */
  public Content(DriveEntry facts, long offset, InputStream body) {
    this(facts, offset, body, body);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
