package io.millrace.node.http;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import com.google.common.net.MediaType;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.MimeTypes;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import io.millrace.http.HttpReply;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an answer, a text or a file, as far as it may be long. */
final class Reply {
  static final int MAX_TEXT = 1024 * 1024;
  static final int MAX_FILE = 10 * 1024 * 1024;
  private static final double MEGABYTE = 1024 * 1024;

  private final HttpReply reply;
  private final FileStore store;

  Reply(HttpReply reply, FileStore store) {
    this.reply = reply;
    this.store = store;
  }

  /**
   * Returns the node's outputs.
   *
   * @throws RequestException if the answer is too large
   */
  Map<String, @Nullable Object> outputs() throws IOException {
    byte[] start = reply.body().readNBytes(ReplyKind.SAMPLE);
    ReplyKind kind = ReplyKind.of(reply, start);
    byte[] content = whole(start, kind.isFile());
    List<FileRef> files = kind.isFile() ? List.of(saved(content, kind)) : List.of();
    Map<String, String> headers = new LinkedHashMap<>();
    reply.headers().asMap().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("status_code", (long) reply.status());
    outputs.put("body", kind.isFile() ? "" : new String(content, charset()));
    outputs.put("headers", headers);
    outputs.put("files", new Value(ValueType.ARRAY_FILE, ImmutableList.copyOf(files)));
    return outputs;
  }

  private byte[] whole(byte[] start, boolean file) throws IOException {
    int most = file ? MAX_FILE : MAX_TEXT;
    if (reply.contentLength() > most) {
      throw tooLarge(file, most, "%.2f MB".formatted(reply.contentLength() / MEGABYTE));
    }
    byte[] rest = ByteStreams.limit(reply.body(), most - start.length + 1L).readAllBytes();
    if (start.length + rest.length > most) {
      throw tooLarge(file, most, "more than %.2f MB".formatted(most / MEGABYTE));
    }
    byte[] content = new byte[start.length + rest.length];
    System.arraycopy(start, 0, content, 0, start.length);
    System.arraycopy(rest, 0, content, start.length, rest.length);
    return content;
  }

  private static RequestException tooLarge(boolean file, int most, String size) {
    return new RequestException(
        "ResponseSizeError",
        "%s size is too large, max size is %.2f MB, but current size is %s."
            .formatted(file ? "File" : "Text", most / MEGABYTE, size));
  }

  private FileRef saved(byte[] content, ReplyKind kind) throws IOException {
    String path = reply.uri().getPath();
    String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    String name = kind.filename() == null ? last : kind.filename();
    String guessed = kind.filename() == null ? null : MimeTypes.ofName(kind.filename());
    String type = guessed == null ? kind.contentType() : guessed;
    if (type.isEmpty()) {
      String byName = MimeTypes.ofName(name);
      type = byName == null ? "application/octet-stream" : byName;
    }
    return store.save(
        new NewFile(name.isEmpty() ? "download" : name, type, TransferMethod.TOOL_FILE),
        new ByteArrayInputStream(content));
  }

  private Charset charset() {
    try {
      return MediaType.parse(
              reply.header("content-type").orElse("text/plain").toLowerCase(Locale.ROOT))
          .charset()
          .or(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
