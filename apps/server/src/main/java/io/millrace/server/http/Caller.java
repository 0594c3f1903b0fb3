package io.millrace.server.http;

/**
 * Who calls.
 *
 * @param keyId the key's id; never the key
 * @param workspace whose knowledge bases it may use
 */
public record Caller(String keyId, String workspace) {

  /** Nobody in particular: a route that is open to all. */
  public static final Caller ANYBODY = new Caller("-", "-");
}
