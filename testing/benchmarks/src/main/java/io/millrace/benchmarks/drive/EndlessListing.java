package io.millrace.benchmarks.drive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket of so many keys that is nowhere kept: each page is made when it is asked for. */
final class EndlessListing implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final Pattern TOKEN = Pattern.compile("continuation-token=(\\d+)");

  private final HttpServer server;
  private final int keys;

  EndlessListing(int keys) throws IOException {
    this.keys = keys;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Matcher token = TOKEN.matcher(exchange.getRequestURI().getRawQuery());
          byte[] page = page(token.find() ? Integer.parseInt(token.group(1)) : 0).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String page(int from) {
    int end = Math.min(keys, from + PAGE);
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    xml.append("<IsTruncated>").append(end < keys).append("</IsTruncated>");
    if (end < keys) {
      xml.append("<NextContinuationToken>").append(end).append("</NextContinuationToken>");
    }
    for (int i = from; i < end; i++) {
      xml.append("<Contents><Key>archive/").append(i % 1000).append("/document-").append(i);
      xml.append(".pdf</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>");
      xml.append("<ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag>");
      xml.append("<Size>10000</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
    return xml.append("</ListBucketResult>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
