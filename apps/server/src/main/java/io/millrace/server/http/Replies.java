package io.millrace.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers that are no streams of events. */
final class Replies {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);
  private static final int COPIED_BYTES = 32 << 10;

  private Replies() {}

  static void write(Request request, Response response, Callback callback, Answer answer) {
    if (answer instanceof Answer.Body body) {
      head(response, body.status(), "application/json");
      response.write(true, ByteBuffer.wrap(Json.write(body.body())), callback);
    } else if (answer instanceof Answer.Text text) {
      head(response, text.status(), text.contentType());
      response.write(true, ByteBuffer.wrap(text.text().getBytes(UTF_8)), callback);
    } else if (answer instanceof Answer.Empty empty) {
      response.setStatus(empty.status());
      response.write(true, ByteBuffer.allocate(0), callback);
    } else if (answer instanceof Answer.Download download) {
      send(request, response, callback, download);
    } else {
      throw new IllegalArgumentException("Not a plain answer: " + answer.getClass());
    }
  }

  private static void head(Response response, int status, String type) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
  }

  private static void send(
      Request request, Response response, Callback callback, Answer.Download download) {
    String mime = download.mimeType();
    head(response, 200, mime == null ? "application/octet-stream" : mime);
    if (download.size() >= 0) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, download.size());
    }
    response.getHeaders().put("Content-Disposition", "attachment; " + fileName(download.name()));
    InputStream bytes;
    try {
      bytes = download.bytes().open();
    } catch (IOException e) {
      callback.failed(e);
      return;
    }
    // no thread waits for a client that reads slowly
    Content.copy(
        Content.Source.from(
            new ByteBufferPool.Sized(
                request.getComponents().getByteBufferPool(), false, COPIED_BYTES),
            bytes),
        response,
        Callback.from(callback, () -> close(bytes)));
  }

  private static void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      log.debug("A file did not close cleanly", e);
    }
  }

  /** A plain name for old clients and the true one in UTF-8 (RFC 6266). */
  private static String fileName(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
    String encoded = URLEncoder.encode(name, UTF_8).replace("+", "%20");
    return "filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }
}
