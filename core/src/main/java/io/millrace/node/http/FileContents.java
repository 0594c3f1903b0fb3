package io.millrace.node.http;

import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Opens files that are sent: from a store, or from where they are on the web. */
record FileContents(FileSource source, HttpTransport http) {

  InputStream open(FileRef file) throws IOException {
    String url = file.remoteUrl();
    if (file.reference() != null || url == null) {
      return source.open(file);
    }
    HttpReply reply = http.send(HttpCall.get(URI.create(url)).build());
    if (!reply.ok()) {
      reply.close();
      throw new IOException(
          "File '%s' cannot be fetched: status %d".formatted(file.filename(), reply.status()));
    }
    return new FilterInputStream(reply.body()) {
      @Override
      public void close() {
        reply.close();
      }
    };
  }

  /** Returns a body that is the file, read when it is sent. */
  HttpBody body(FileRef file, @Nullable String contentType) {
    return new HttpBody() {
      @Override
      public @Nullable String contentType() {
        return contentType;
      }

      @Override
      public long length() {
        return file.size() < 0 ? -1 : file.size();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open(file)) {
          in.transferTo(out);
        }
      }
    };
  }
}
