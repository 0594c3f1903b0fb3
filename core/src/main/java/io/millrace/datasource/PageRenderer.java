package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows web pages as a browser does, which runs their scripts.
 *
 * <p>Implementations must be safe for use by many threads. They must get whatever a page asks for,
 * the page itself included, from the request's {@link Network} and open no connection themselves,
 * must give no page anything that another one left behind, must end a page that takes longer than
 * the request allows, and must report every failure as a {@link RenderException}.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that starts nothing.
 *
 * @since 0.1
 */
public interface PageRenderer extends AutoCloseable {

  /** Returns this renderer's id, unique among renderers. */
  String id();

  /**
   * Shows a page and returns what there is once its scripts have come to rest.
   *
   * @throws RenderException if there is no browser, or it did not show the page in time
   */
  Rendered render(RenderRequest request);

  /** Ends whatever still runs. */
  @Override
  default void close() {}

  /**
   * What to show.
   *
   * @param uri the page
   * @param network where all comes from that the page asks for
   * @param timeout for all of it
   * @param pause how long to wait once the page has come to rest; none by default
   * @param userAgent the name under which the browser shows itself to scripts
   * @param maxCharacters how long the page may become
   */
  record RenderRequest(
      URI uri,
      Network network,
      Duration timeout,
      Duration pause,
      String userAgent,
      int maxCharacters) {
    public RenderRequest {
      requireNonNull(uri, "uri");
      requireNonNull(network, "network");
      requireNonNull(timeout, "timeout");
      requireNonNull(pause, "pause");
      requireNonNull(userAgent, "userAgent");
    }
  }

  /**
   * What came of a page.
   *
   * @param html the document as it stands, with what scripts made
   * @param movedTo where scripts wanted to go on to, or {@code null}; the page stayed
   */
  record Rendered(String html, @Nullable URI movedTo) {
    public Rendered {
      requireNonNull(html, "html");
    }
  }

  /** All that a page can reach. Called by one thread at a time. */
  @FunctionalInterface
  interface Network {

    /** Returns the answer to a GET, or nothing when there is none to be had. */
    Optional<Answer> get(URI uri);
  }

  /**
   * An answer.
   *
   * @param status such as 200
   * @param contentType as the server says, or {@code null}
   * @param allowOrigin the server's {@code Access-Control-Allow-Origin}, or {@code null}
   * @param body the bytes, unpacked
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(
      int status, @Nullable String contentType, @Nullable String allowOrigin, byte[] body) {
    public Answer {
      requireNonNull(body, "body");
    }
  }
}
