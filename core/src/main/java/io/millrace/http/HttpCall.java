package io.millrace.http;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableListMultimap;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, and how long to wait for what.
 *
 * @param method such as {@code GET}
 * @param uri absolute, {@code http} or {@code https}
 * @param headers in the order in which they are sent
 * @param body what is sent, or {@code null} for nothing
 * @param connectTimeout until a connection stands; 10 s by default
 * @param idleTimeout between two bytes of the answer, or of what is sent; 30 s by default
 * @param timeout for all of it, the answer's last byte included; 2 minutes by default
 * @param maxRedirects how many redirects are followed; 10 by default, 0 gives the first answer back
 * @param verifyTls whether certificates are checked; always, unless a user insists
 * @since 0.1
 */
public record HttpCall(
    String method,
    URI uri,
    ImmutableListMultimap<String, String> headers,
    @Nullable HttpBody body,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration timeout,
    int maxRedirects,
    boolean verifyTls) {

  public HttpCall {
    requireNonNull(method, "method");
    requireNonNull(headers, "headers");
    requireNonNull(connectTimeout, "connectTimeout");
    requireNonNull(idleTimeout, "idleTimeout");
    requireNonNull(timeout, "timeout");
    String scheme = uri.getScheme();
    if (scheme == null
        || !(Ascii.equalsIgnoreCase(scheme, "http") || Ascii.equalsIgnoreCase(scheme, "https"))) {
      throw new IllegalArgumentException(
          "'%s' is not an http or https address. Give a full URL, such as https://example.org/"
              .formatted(uri));
    }
    if (maxRedirects < 0) {
      throw new IllegalArgumentException("maxRedirects must be 0 or more, but was " + maxRedirects);
    }
  }

  /** Starts a GET. */
  public static Builder get(URI uri) {
    return new Builder("GET", uri);
  }

  /** Starts a call of any method. */
  public static Builder of(String method, URI uri) {
    return new Builder(method, uri);
  }

  /** Shows method, host and path; never headers, query or body, which may hold secrets. */
  @Override
  public String toString() {
    return "HttpCall[%s %s://%s%s]"
        .formatted(method, uri.getScheme(), uri.getHost(), uri.getRawPath());
  }

  /** Collects a call; every setting has a default. */
  public static final class Builder {
    private final String method;
    private final URI uri;
    private final ImmutableListMultimap.Builder<String, String> headers =
        ImmutableListMultimap.builder();
    private @Nullable HttpBody body;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(30);
    private Duration timeout = Duration.ofMinutes(2);
    private int maxRedirects = 10;
    private boolean verifyTls = true;

    private Builder(String method, URI uri) {
      this.method = requireNonNull(method, "method");
      this.uri = requireNonNull(uri, "uri");
    }

    /** Adds a header. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** Sets what is sent; nothing by default. */
    public Builder body(@Nullable HttpBody content) {
      this.body = content;
      return this;
    }

    /** Sets how long a connection may take; 10 s by default. */
    public Builder connectTimeout(Duration time) {
      this.connectTimeout = time;
      return this;
    }

    /** Sets how long nothing may come; 30 s by default. */
    public Builder idleTimeout(Duration time) {
      this.idleTimeout = time;
      return this;
    }

    /** Sets how long all of it may take; 2 minutes by default. */
    public Builder timeout(Duration time) {
      this.timeout = time;
      return this;
    }

    /** Sets how many redirects are followed; 10 by default. */
    public Builder maxRedirects(int redirects) {
      this.maxRedirects = redirects;
      return this;
    }

    /** Sets whether certificates are checked; they are by default. */
    public Builder verifyTls(boolean check) {
      this.verifyTls = check;
      return this;
    }

    /**
     * Returns the call.
     *
     * @throws IllegalArgumentException if its address is not an http or https one
     */
    public HttpCall build() {
      return new HttpCall(
          method,
          uri,
          headers.build(),
          body,
          connectTimeout,
          idleTimeout,
          timeout,
          maxRedirects,
          verifyTls);
    }
  }
}
