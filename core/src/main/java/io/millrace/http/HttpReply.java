package io.millrace.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * The answer to a call: its head, and its body as it comes. Must be closed.
 *
 * @since 0.1
 */
public interface HttpReply extends AutoCloseable {

  /** Returns the status, such as 200. */
  int status();

  /** Returns where the answer came from: the last address of a chain of redirects. */
  URI uri();

  /** Returns the headers; names in lower case. */
  ImmutableListMultimap<String, String> headers();

  /** Returns the protocol that was spoken: {@code http/1.1} or {@code h2}. */
  String protocol();

  /**
   * Returns how many bytes the body has, or -1 when the server does not say or the body was packed.
   */
  long contentLength();

  /**
   * Returns the body, unpacked where the server packed it for the way and the call did not set
   * {@code Accept-Encoding} itself. Always the same stream; not for use by several threads.
   */
  InputStream body();

  /** Returns the first value of a header, its name in any case. */
  default Optional<String> header(String name) {
    return headers().get(Ascii.toLowerCase(name)).stream().findFirst();
  }

  /** Returns whether the status says that it worked: 200 to 299. */
  default boolean ok() {
    return status() / 100 == 2;
  }

  /**
   * Returns the whole body.
   *
   * @param maxBytes how large it may be, unpacked
   * @throws BodyTooLargeException if it is larger; no more than that was read
   */
  default byte[] bytes(int maxBytes) throws IOException {
    byte[] bytes = ByteStreams.limit(body(), maxBytes + 1L).readAllBytes();
    if (bytes.length > maxBytes) {
      throw new BodyTooLargeException(uri(), maxBytes);
    }
    return bytes;
  }

  /** Ends the answer; what was not read is not waited for. */
  @Override
  void close();
}
