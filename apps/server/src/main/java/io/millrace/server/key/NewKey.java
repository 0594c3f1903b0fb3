package io.millrace.server.key;

/**
 * A key that was just made: the only time that its secret is seen.
 *
 * @param key what is kept of it
 * @param secret what a client sends
 */
public record NewKey(ApiKey key, String secret) {
  /** Leaves out the secret. */
  @Override
  public String toString() {
    return "NewKey[" + key + "]";
  }
}
