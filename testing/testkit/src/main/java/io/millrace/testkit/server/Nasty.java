package io.millrace.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Routes that a client must survive: what servers do when they are slow, busy, broken or hostile.
 *
 * @since 0.1
 */
public final class Nasty {
  private static final byte[] ZEROS = new byte[1 << 16];

  private Nasty() {}

  /** Takes the request and never answers. */
  public static Route hangs(LoopbackSite site) {
    return exchange -> wait(site);
  }

  private static void wait(LoopbackSite site) throws IOException {
    try {
      if (!site.closing().await(1, TimeUnit.MINUTES)) {
        throw new IOException("nobody closed the site");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Answers 429 and says after how many whole seconds to come again. */
  public static Route busy(Duration retryAfter) {
    return exchange -> {
      exchange.header("Retry-After", String.valueOf(retryAfter.toSeconds()));
      exchange.send(429, "text/plain", "Too many requests.");
    };
  }

  /** Ends the connection as a crash does, without an answer. */
  public static Route resets() {
    return Exchange::reset;
  }

  /** Announces a text, sends half of it and ends the connection in good order. */
  public static Route truncates(String text) {
    return exchange -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.raw().write(exchange.head(200, "text/html; charset=utf-8", body.length));
      exchange.raw().write(body, 0, body.length / 2);
      exchange.breakOff();
    };
  }

  /** Sends a text so many bytes a second, a twentieth of them at a time. */
  public static Route throttled(LoopbackSite site, String text, int bytesPerSecond) {
    return exchange -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      int slice = Math.max(1, bytesPerSecond / 20);
      OutputStream out = exchange.raw();
      out.write(exchange.head(200, "text/html; charset=utf-8", body.length));
      for (int sent = 0; sent < body.length; sent += slice) {
        out.write(body, sent, Math.min(slice, body.length - sent));
        if (pause(site, 50)) {
          return;
        }
      }
    };
  }

  /** Sends to another address each time, for ever. */
  public static Route redirectsForEver() {
    AtomicInteger times = new AtomicInteger();
    return exchange -> {
      exchange.header("Location", exchange.request().path() + "?again=" + times.incrementAndGet());
      exchange.send(302, "text/html", "");
    };
  }

  /** Returns whether the site was closed meanwhile. */
  private static boolean pause(LoopbackSite site, long millis) throws IOException {
    try {
      return site.closing().await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Announces a page and sends a byte now and then, for ever. */
  public static Route drips(LoopbackSite site) {
    return exchange -> {
      OutputStream out = exchange.raw();
      out.write(exchange.head(200, "text/html", 1 << 20));
      while (!pause(site, 50)) {
        out.write('x');
        out.flush();
      }
    };
  }

  /** Sends ten gigabytes, announced or not. */
  public static Route endless(boolean announced) {
    return exchange -> {
      OutputStream out = exchange.raw();
      out.write(exchange.head(200, "text/html", announced ? 10L << 30 : -1));
      for (long sent = 0; sent < 10L << 30; sent += ZEROS.length) {
        out.write(ZEROS);
      }
    };
  }

  /** Sends a small packed body that unpacks to 200 MB. */
  public static Route bomb() {
    return exchange -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        for (int i = 0; i < 200 << 4; i++) {
          gzip.write(ZEROS);
        }
      }
      exchange.header("Content-Encoding", "gzip");
      exchange.send(200, "text/html", packed.toByteArray());
    };
  }

  /** Breaks the connection in the middle of a page. */
  public static Route breaks() {
    return exchange -> {
      exchange.raw().write(exchange.head(200, "text/html", 10_000));
      exchange.raw().write("<p>half".getBytes(StandardCharsets.US_ASCII));
      exchange.raw().flush();
      exchange.reset();
    };
  }

  /** Sends a page that says how long it is, packed. */
  public static Route packed(String html) {
    return exchange -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(html.getBytes(StandardCharsets.UTF_8));
      }
      exchange.header("Content-Encoding", "gzip");
      exchange.send(200, "text/html; charset=utf-8", packed.toByteArray());
    };
  }
}
