package io.millrace.model;

/**
 * Tokens that a call took.
 *
 * @param prompt tokens of what was sent
 * @param completion tokens of what was answered
 * @since 0.1
 */
public record TokenUsage(long prompt, long completion) {
  /** Nothing, or not known. */
  public static final TokenUsage NONE = new TokenUsage(0, 0);

  public TokenUsage {
    if (prompt < 0 || completion < 0) {
      throw new IllegalArgumentException("Tokens must be 0 or more");
    }
  }

  /** Returns the tokens of both. */
  public long total() {
    return prompt + completion;
  }

  /** Returns the tokens of two calls. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(prompt + other.prompt, completion + other.completion);
  }
}
