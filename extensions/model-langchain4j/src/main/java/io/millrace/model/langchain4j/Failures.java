package io.millrace.model.langchain4j;

import com.google.common.base.Throwables;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Turns what a model of LangChain4j throws into {@link ModelException}s. */
final class Failures {
  /** LangChain4j does not tell how long a provider asks to wait. */
  private static final Duration RATE_LIMIT_WAIT = Duration.ofSeconds(5);

  private Failures() {}

  static <T> T translated(ModelId id, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw of(id, e);
    }
  }

  static ModelException of(ModelId id, Throwable e) {
    if (Throwables.getCausalChain(e).stream().anyMatch(InterruptedException.class::isInstance)) {
      Thread.currentThread().interrupt();
    }
    String message = "Model '" + id + "' failed: " + e.getMessage();
    if (e instanceof RateLimitException) {
      return ModelException.busy(message, RATE_LIMIT_WAIT, e);
    }
    return isRetriable(e)
        ? ModelException.retriable(message, e)
        : ModelException.permanent(message, e);
  }

  private static boolean isRetriable(Throwable e) {
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
