package io.millrace.node.model;

import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.FileType;
import io.millrace.file.MimeTypes;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes message parts of files. */
final class MediaParts {
  /** What all files of one request may have together. */
  static final int MAX_BYTES = 50 * 1024 * 1024;

  private final FileSource files;
  private final ChatModel model;
  private final String detail;
  private final Consumer<String> warnings;
  private long bytes;

  MediaParts(FileSource files, ChatModel model, String detail, Consumer<String> warnings) {
    this.files = files;
    this.model = model;
    this.detail = detail;
    this.warnings = warnings;
  }

  /**
   * Returns the parts of those files that the model takes; of the others it warns.
   *
   * @throws ModelNodeException if a file cannot be read, or they are too large together
   */
  List<ChatPart> of(List<FileRef> all) {
    List<ChatPart> parts = new ArrayList<>();
    for (FileRef file : all) {
      FileType kind = kind(file);
      String mimeType = mimeType(file);
      if (model.accepts(kind, mimeType)) {
        parts.add(part(file, kind, mimeType));
      } else {
        warnings.accept(
            "Model %s takes no %s of type %s: file '%s' was left out"
                .formatted(model.id(), kind.wireName(), mimeType, file.filename()));
      }
    }
    return parts;
  }

  private ChatPart part(FileRef file, FileType kind, String mimeType) {
    String url = file.reference() == null ? file.remoteUrl() : null;
    return new ChatPart.Media(
        kind, mimeType, url == null ? base64(file) : null, url, file.filename(), detail);
  }

  private String base64(FileRef file) {
    try (InputStream in = files.open(file)) {
      byte[] content = in.readNBytes((int) (MAX_BYTES - bytes) + 1);
      bytes += content.length;
      if (bytes > MAX_BYTES) {
        throw new ModelNodeException(
            "ValueError",
            "The files for the model are larger than %d MiB together; '%s' is one too many"
                .formatted(MAX_BYTES >> 20, file.filename()));
      }
      return Base64.getEncoder().encodeToString(content);
    } catch (IOException e) {
      throw new ModelNodeException(
          "FileNotFoundError",
          "File '%s' cannot be read: %s".formatted(file.filename(), e.getMessage()),
          e);
    }
  }

  /**
   * A datasource's files are {@code custom} in Dify; what they are is seen from their MIME type.
   */
  private static FileType kind(FileRef file) {
    if (file.type() != FileType.CUSTOM) {
      return file.type();
    }
    String main = mimeType(file).replaceFirst("/.*", "");
    return switch (main) {
      case "image" -> FileType.IMAGE;
      case "audio" -> FileType.AUDIO;
      case "video" -> FileType.VIDEO;
      default -> FileType.DOCUMENT;
    };
  }

  private static String mimeType(FileRef file) {
    String known = file.mimeType();
    if (known == null) {
      known = guessed(file.filename());
    }
    return known == null ? "application/octet-stream" : known.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String guessed(@Nullable String filename) {
    return filename == null ? null : MimeTypes.ofName(filename);
  }
}
