package io.millrace.datasource.crawl.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Routes that a crawler must survive. */
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

  /** Announces a page and sends a byte now and then, for ever. */
  public static Route drips(LoopbackSite site) {
    return exchange -> {
      OutputStream out = exchange.raw();
      out.write(exchange.head(200, "text/html", 1 << 20));
      try {
        while (!site.closing().await(50, TimeUnit.MILLISECONDS)) {
          out.write('x');
          out.flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
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
