package io.millrace.model;

import static java.util.Objects.requireNonNull;

import com.google.common.base.MoreObjects;
import io.millrace.file.FileType;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message.
 *
 * @since 0.1
 */
public sealed interface ChatPart {

  /** Words. */
  record Text(String text) implements ChatPart {
    public Text {
      requireNonNull(text, "text");
    }
  }

  /**
   * An image, a document, a sound or a film: either its bytes or where they are.
   *
   * @param kind what it is
   * @param mimeType such as {@code image/png}
   * @param base64 the bytes, or {@code null} when {@code url} has them
   * @param url where the bytes are, or {@code null}
   * @param filename shown to the model where it takes one, or {@code null}
   * @param detail {@code high} or {@code low}: how closely an image is looked at
   */
  record Media(
      FileType kind,
      String mimeType,
      @Nullable String base64,
      @Nullable String url,
      @Nullable String filename,
      String detail)
      implements ChatPart {
    public Media {
      requireNonNull(kind, "kind");
      requireNonNull(mimeType, "mimeType");
      requireNonNull(detail, "detail");
      if ((base64 == null) == (url == null)) {
        throw new IllegalArgumentException("Media has either its bytes or a URL");
      }
    }

    /** Returns the URL, or the bytes as a {@code data:} URL. */
    public String urlOrData() {
      return url == null ? "data:" + mimeType + ";base64," + base64 : url;
    }

    /** Leaves out bytes and URL, which may carry a signature. */
    @Override
    public String toString() {
      return MoreObjects.toStringHelper("Media")
          .omitNullValues()
          .add("kind", kind)
          .add("mimeType", mimeType)
          .add("filename", filename)
          .toString();
    }
  }
}
