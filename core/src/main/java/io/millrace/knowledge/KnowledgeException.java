package io.millrace.knowledge;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge base, document or search that cannot be had.
 *
 * @since 0.1
 */
public class KnowledgeException extends MillraceException {
  private static final long serialVersionUID = 1L;

  public KnowledgeException(String message) {
    super(message);
  }

  public KnowledgeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
