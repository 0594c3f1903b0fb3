package io.millrace.graph;

import io.millrace.error.MillraceException;

/**
 * A graph that cannot be walked as asked.
 *
 * @since 0.1
 */
public class GraphException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public GraphException(String message) {
    super(message);
  }
}
