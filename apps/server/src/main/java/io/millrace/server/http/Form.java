package io.millrace.server.http;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart form; files are on disk until the call has ended. */
public final class Form {

  /**
   * A part that is a file.
   *
   * @param name the form's field
   * @param fileName the name that the client gave, or {@code null}
   * @param mimeType the part's content type, or {@code null}
   */
  public record FilePart(
      String name, @Nullable String fileName, @Nullable String mimeType, long size, Bytes bytes) {}

  /** Opens the bytes of a part. */
  @FunctionalInterface
  public interface Bytes {
    InputStream open() throws IOException;
  }

  private final MultiPartFormData.Parts parts;

  Form(MultiPartFormData.Parts parts) {
    this.parts = parts;
  }

  /** Returns the parts that are files: those with a file name, and those named {@code file}. */
  public List<FilePart> files() {
    List<FilePart> files = new ArrayList<>();
    for (MultiPart.Part part : parts) {
      if (part.getFileName() != null || "file".equals(part.getName())) {
        files.add(
            new FilePart(
                String.valueOf(part.getName()),
                part.getFileName(),
                part.getHeaders().get(HttpHeader.CONTENT_TYPE),
                part.getLength(),
                () -> Content.Source.asInputStream(part.newContentSource(null, 0, -1))));
      }
    }
    return ImmutableList.copyOf(files);
  }

  /** Returns the text of a part that is no file. */
  public Optional<String> field(String name) {
    MultiPart.Part part = parts.getFirst(name);
    return part == null || part.getFileName() != null
        ? Optional.empty()
        : Optional.of(part.getContentAsString(StandardCharsets.UTF_8));
  }

  /** Removes what is left on disk. */
  void close() {
    parts.close();
  }
}
