package io.millrace.node.http;

import io.millrace.file.FileRef;
import io.millrace.http.HttpBody;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A body of {@code multipart/form-data}: texts first, then files, which are streamed. */
final class FormData {
  private static final String LINE = "\r\n";

  private final BodySettings settings;
  private final VariablePool variables;
  private final FileContents files;
  private final String boundary = "----millrace-" + UUID.randomUUID();

  /**
   * A part.
   *
   * @param file whose content it is, or {@code null} for text
   */
  private record Part(String head, String text, @Nullable FileRef file) {}

  FormData(BodySettings settings, VariablePool variables, FileContents files) {
    this.settings = settings;
    this.variables = variables;
    this.files = files;
  }

  RequestBody make() {
    Map<String, String> texts = new LinkedHashMap<>();
    StringBuilder shown = new StringBuilder();
    List<Part> parts = new ArrayList<>();
    for (BodySettings.Item item : settings.items()) {
      Rendered key = Rendered.of(item.key(), variables);
      if (item.text()) {
        Rendered value = Rendered.of(item.value(), variables);
        texts.put(key.text(), value.text());
        shown.append(head(key.shown(), "")).append(LINE).append(value.shown()).append(LINE);
      }
    }
    texts.forEach((key, value) -> parts.add(new Part(head(key, ""), value, null)));
    for (BodySettings.Item item : settings.items()) {
      if (!item.text()) {
        for (FileRef file : files(item.file())) {
          Rendered key = Rendered.of(item.key(), variables);
          parts.add(filePart(key.text(), file));
          shown
              .append(head(key.shown(), ""))
              .append(LINE)
              .append(
                  "<file_content_binary: '%s', type='%s', size=%d bytes>"
                      .formatted(file.filename(), mimeType(file), file.size()))
              .append(LINE);
        }
      }
    }
    return new RequestBody(
        new Multipart(parts), shown.append("--").append(boundary).append("--\r\n").toString());
  }

  private Part filePart(String key, FileRef file) {
    String name = file.filename() == null ? "file" : file.filename();
    String more = "; filename=\"" + quoted(name) + "\"" + LINE + "Content-Type: " + mimeType(file);
    return new Part(head(key, more), "", file);
  }

  private String head(String key, String more) {
    return "--"
        + boundary
        + LINE
        + "Content-Disposition: form-data; name=\""
        + quoted(key)
        + "\""
        + more
        + LINE;
  }

  private static String quoted(String text) {
    return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String mimeType(FileRef file) {
    return file.mimeType() == null ? "application/octet-stream" : file.mimeType();
  }

  private List<FileRef> files(List<String> path) {
    Object raw = variables.find(path).map(Value::raw).orElse(null);
    List<?> all = raw instanceof List<?> list ? list : raw == null ? List.of() : List.of(raw);
    return all.stream().filter(FileRef.class::isInstance).map(FileRef.class::cast).toList();
  }

  private final class Multipart implements HttpBody {
    private final List<Part> parts;

    Multipart(List<Part> parts) {
      this.parts = parts;
    }

    @Override
    public String contentType() {
      return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
      long length = end().length;
      for (Part part : parts) {
        FileRef file = part.file();
        if (file != null && file.size() < 0) {
          return -1;
        }
        length += bytes(part.head() + LINE + part.text() + LINE).length;
        length += file == null ? 0 : file.size();
      }
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (Part part : parts) {
        out.write(bytes(part.head() + LINE + part.text()));
        FileRef file = part.file();
        if (file != null) {
          try (InputStream in = files.open(file)) {
            in.transferTo(out);
          }
        }
        out.write(bytes(LINE));
      }
      out.write(end());
    }

    private byte[] end() {
      return bytes("--" + boundary + "--" + LINE);
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
