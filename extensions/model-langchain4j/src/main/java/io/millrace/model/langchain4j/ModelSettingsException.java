package io.millrace.model.langchain4j;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * A file of model settings that cannot be used.
 *
 * @since 0.1
 */
public final class ModelSettingsException extends MillraceException {
  private static final long serialVersionUID = 1L;

  ModelSettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
