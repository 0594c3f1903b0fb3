package io.millrace.http;

import java.io.IOException;

/**
 * Sends HTTP calls and gives back the answers as they come. One instance serves an engine.
 *
 * <p>Implementations must be safe for use by many threads, must connect only to addresses that the
 * {@link EgressGate} they were opened with returned for that connection, redirects included, must
 * keep to the times of the call, must end a call, and the reading of its answer, with an {@link
 * IOException} when their thread is interrupted, must not follow more redirects than it allows,
 * must drop {@code Authorization} and {@code Cookie} where a redirect leads to another origin, and
 * must not use a proxy of the JVM unless told to.
 *
 * @since 0.1
 */
public interface HttpTransport extends AutoCloseable {

  /** Stands where no module that sends HTTP calls is installed; every call fails and says so. */
  HttpTransport NONE =
      call -> {
        throw new IOException(
            "No HTTP client is installed. Add millrace-http-okhttp to the class path and call"
                + " discover(), or pass a transport to the engine's builder");
      };

  /**
   * Sends a call and returns once the head of the answer is there. Any status is an answer.
   *
   * @return the answer; the caller closes it
   * @throws EgressRefusedException if the gate does not open for the host, or for the target of a
   *     redirect
   * @throws java.net.ConnectException if nobody listens at the address
   * @throws IOException if there is no answer: no such name, no connection, out of time, too many
   *     redirects, broken TLS
   */
  HttpReply send(HttpCall call) throws IOException;

  /** Ends calls under way and closes idle connections. */
  @Override
  default void close() {}
}
