package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * How well an engine can do one thing that a pipeline asks for.
 *
 * @param level how well
 * @param reason why, or through what; may be empty for {@link Level#NATIVE}
 * @since 0.1
 */
public record Support(Level level, String reason) {

  /** From best to worst. */
  public enum Level {
    NATIVE,
    STAND_IN,
    NOT_SUPPORTED
  }

  public Support {
    requireNonNull(level, "level");
    requireNonNull(reason, "reason");
  }

  /** It runs as it does in Dify. */
  public static Support ofNative() {
    return new Support(Level.NATIVE, "");
  }

  /** Something else runs in its place; {@code reason} says what. */
  public static Support standIn(String reason) {
    return new Support(Level.STAND_IN, reason);
  }

  /** A run that reaches it fails; {@code reason} says what would help. */
  public static Support notSupported(String reason) {
    return new Support(Level.NOT_SUPPORTED, reason);
  }
}
