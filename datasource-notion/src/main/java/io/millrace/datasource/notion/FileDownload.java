package io.millrace.datasource.notion;

import com.google.common.io.ByteStreams;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Fetches a file into the file store. The token goes nowhere with it. */
final class FileDownload {
  private static final long LARGEST = 100L << 20;
  private static final Duration TIME = Duration.ofMinutes(5);

  private final HttpTransport http;
  private final FileStore files;

  FileDownload(HttpTransport http, FileStore files) {
    this.http = http;
    this.files = files;
  }

  FileStore files() {
    return files;
  }

  /** Returns the stored file; empty when its address does not give it any more. */
  Optional<FileRef> fetch(NotionFile file) throws IOException {
    HttpCall call;
    try {
      call = HttpCall.get(URI.create(file.url())).timeout(TIME).build();
    } catch (IllegalArgumentException e) {
      throw new IOException("its address cannot be called");
    }
    try (HttpReply reply = http.send(call)) {
      if (!reply.ok()) {
        return Optional.empty();
      }
      NewFile named =
          new NewFile(
              file.name().isEmpty() ? "file" : file.name(),
              reply.header("content-type").orElse(null),
              TransferMethod.TOOL_FILE);
      return Optional.of(files.save(named, limited(reply.body())));
    }
  }

  private static InputStream limited(InputStream body) {
    return new java.io.FilterInputStream(ByteStreams.limit(body, LARGEST + 1)) {
      private long count;

      @Override
      public int read() throws IOException {
        int b = in.read();
        return counted(b < 0 ? -1 : 1) < 0 ? -1 : b;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return counted(in.read(bytes, offset, length));
      }

      private int counted(int read) throws IOException {
        count += Math.max(0, read);
        if (count > LARGEST) {
          throw new IOException("it is larger than %d MiB".formatted(LARGEST >> 20));
        }
        return read;
      }
    };
  }
}
