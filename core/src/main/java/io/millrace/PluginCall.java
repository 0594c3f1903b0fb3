package io.millrace;

import io.millrace.error.MillraceException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls of plugins: whatever one does wrong is an exception of ours that names it. */
final class PluginCall {
  private PluginCall() {}

  /** Makes the exception that a kind of plugin reports with. */
  @FunctionalInterface
  interface Defects {
    MillraceException of(String what, @Nullable Throwable cause);
  }

  /**
   * Makes a call on this thread. What a plugin reports as its contract says goes through.
   *
   * @param what the method, for messages
   */
  static <T> T make(String what, Callable<@Nullable T> call, Defects defects) {
    T result;
    try {
      result = call.call();
    } catch (MillraceException e) {
      throw e;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      throw failed(what, e, defects);
    }
    if (result == null) {
      throw defects.of("returned null from " + what, null);
    }
    return result;
  }

  static MillraceException failed(String what, Throwable cause, Defects defects) {
    return defects.of(
        "failed in %s with %s: %s".formatted(what, cause.getClass().getName(), cause.getMessage()),
        cause);
  }

  /** Returns the sentence that says who did what. */
  static String sentence(String who, String what, Class<?> plugin) {
    return "%s %s. That is a defect of the plugin %s".formatted(who, what, plugin.getName());
  }
}
