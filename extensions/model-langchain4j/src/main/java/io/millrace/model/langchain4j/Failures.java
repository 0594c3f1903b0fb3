package io.millrace.model.langchain4j;

import com.google.common.base.Throwables;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Turns what a model of LangChain4j throws into {@link ModelException}s. */
final class Failures {
  private Failures() {}

  static <T> T translated(ModelId id, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      if (Throwables.getCausalChain(e).stream().anyMatch(InterruptedException.class::isInstance)) {
        Thread.currentThread().interrupt();
      }
      String message = "Model '" + id + "' failed: " + e.getMessage();
      throw isRetriable(e)
          ? ModelException.retriable(message, e)
          : ModelException.permanent(message, e);
    }
  }

  private static boolean isRetriable(RuntimeException e) {
    if (e instanceof RetriableException || e instanceof NonRetriableException) {
      return e instanceof RetriableException;
    }
    return Throwables.getCausalChain(e).stream()
        .anyMatch(
            cause ->
                cause instanceof RetriableException
                    || cause instanceof IOException
                    || cause instanceof TimeoutException);
  }
}
