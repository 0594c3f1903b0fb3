package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import io.millrace.datasource.crawl.Problem.Kind;
import io.millrace.datasource.crawl.StoredPage.Validators;
import io.millrace.http.BodyTooLargeException;
import io.millrace.http.EgressRefusedException;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Asks for pages and tells what came of it; redirects are left to the caller. */
final class PageFetcher {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final String ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.5";

  private final HttpTransport http;
  private final Visitor visitor;
  private final Duration timeout;

  PageFetcher(HttpTransport http, Visitor visitor) {
    this(http, visitor, TIMEOUT);
  }

  private PageFetcher(HttpTransport http, Visitor visitor, Duration timeout) {
    this.http = http;
    this.visitor = visitor;
    this.timeout = timeout;
  }

  /** Returns one that gives up sooner. */
  PageFetcher within(Duration time) {
    return time.compareTo(timeout) < 0 ? new PageFetcher(http, visitor, time) : this;
  }

  /** Returns one that signs in nowhere and has no cookies. */
  PageFetcher signedOut() {
    return new PageFetcher(http, new Visitor(null), timeout);
  }

  /**
   * Asks for a page.
   *
   * @param known what was given with the version that is known; {@link Validators#NONE} for none
   * @param wanted decides by the content type whether the body is read, and how large it may be
   */
  Fetched fetch(WebAddress address, Validators known, BodyRule wanted) {
    return fetch(address, known, wanted, false);
  }

  /** Asks for a file of which what comes first will do; no more of it is read. */
  Fetched fetchStart(WebAddress address, Validators known, int most) {
    return fetch(address, known, type -> most, true);
  }

  private Fetched fetch(WebAddress address, Validators known, BodyRule wanted, boolean cut) {
    HttpCall.Builder call =
        HttpCall.get(address.uri())
            .connectTimeout(CONNECT)
            .idleTimeout(timeout.compareTo(IDLE) < 0 ? timeout : IDLE)
            .timeout(timeout)
            .maxRedirects(0)
            .header("User-Agent", Visitor.USER_AGENT)
            .header("Accept", ACCEPT);
    visitor.headers(address, call::header);
    if (known.etag() != null) {
      call.header("If-None-Match", known.etag());
    }
    if (known.modified() != null) {
      call.header("If-Modified-Since", known.modified());
    }
    try (HttpReply reply = http.send(call.build())) {
      visitor.answered(address, reply);
      return read(reply, address, wanted, cut);
    } catch (EgressRefusedException e) {
      return failed(Kind.EGRESS, String.valueOf(e.getMessage()));
    } catch (BodyTooLargeException e) {
      return failed(Kind.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(e, address);
    }
  }

  /** Decides about bodies. */
  @FunctionalInterface
  interface BodyRule {

    /** Returns how many bytes a body of this type may have, or 0 when it is not wanted. */
    int most(String contentType);
  }

  private Fetched read(HttpReply reply, WebAddress address, BodyRule wanted, boolean cut)
      throws IOException {
    int status = reply.status();
    if (status == 304) {
      return new Fetched.Unchanged();
    } else if (status == 429 || status == 503) {
      return new Fetched.Busy(status, RetryAfter.of(reply));
    } else if (status / 100 == 3) {
      Optional<WebAddress> target = reply.header("location").map(address::resolve);
      return target.isPresent()
          ? new Fetched.Moved(target.get())
          : failed(Kind.REDIRECTS, "The server redirects (status " + status + ") to nowhere");
    } else if (status / 100 != 2) {
      return failed(
          status >= 500 ? Kind.SERVER_ERROR : Kind.STATUS,
          "The server answered with status " + status);
    }
    String type = reply.header("content-type").orElse("");
    int most = wanted.most(essence(type));
    if (most == 0) {
      return failed(Kind.CONTENT_TYPE, "Its content is of type '" + essence(type) + "', no page");
    }
    byte[] bytes = bytes(reply, most, cut);
    return new Fetched.Body(
        status,
        bytes,
        type.isEmpty() ? null : type,
        new Validators(
            reply.header("etag").orElse(null), reply.header("last-modified").orElse(null)),
        reply.headers().get("x-robots-tag"),
        reply.header("access-control-allow-origin").orElse(null));
  }

  private static byte[] bytes(HttpReply reply, int most, boolean cut) throws IOException {
    long length = reply.contentLength();
    if (length > most && !cut) {
      throw new TooLong(length, most);
    }
    InputStream in = reply.body();
    byte[] bytes = new byte[(int) Math.min(most, length >= 0 ? length : 32 << 10) + 1];
    int size = 0;
    while (true) {
      int read = in.read(bytes, size, bytes.length - size);
      if (read < 0) {
        return Arrays.copyOf(bytes, size);
      }
      size += read;
      if (size > most && cut) {
        return Arrays.copyOf(bytes, most);
      } else if (size > most) {
        throw new TooLong(size, most);
      } else if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(most + 1L, bytes.length * 2L));
      }
    }
  }

  /** Returns a content type without its parameters, in lower case. */
  static String essence(String contentType) {
    int semicolon = contentType.indexOf(';');
    return Ascii.toLowerCase(
        (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip());
  }

  private static Fetched failed(IOException e, WebAddress address) {
    String host = address.host();
    if (e instanceof TooLong) {
      return failed(Kind.TOO_LARGE, String.valueOf(e.getMessage()));
    } else if (e instanceof UnknownHostException) {
      return failed(Kind.NO_SUCH_HOST, "There is no host '" + host + "'");
    } else if (e instanceof SSLException) {
      return failed(Kind.TLS, "No secure connection to '%s': %s".formatted(host, e.getMessage()));
    } else if (e instanceof InterruptedIOException) {
      return failed(Kind.TIMEOUT, "'" + host + "' did not answer completely in time");
    } else if (e instanceof ConnectException) {
      return failed(Kind.CONNECTION, "No connection to '%s': %s".formatted(host, e.getMessage()));
    }
    return failed(
        Kind.CONNECTION,
        "The connection to '%s' broke: %s".formatted(host, String.valueOf(e.getMessage())));
  }

  private static Fetched failed(Kind kind, String reason) {
    return new Fetched.Failed(new Problem(kind, reason));
  }

  /** A body that is longer than wanted; no more than that of it was read. */
  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long size, int most) {
      super(String.format(Locale.ROOT, "It has %,d bytes or more; %,d are allowed", size, most));
    }
  }
}
