package io.millrace.variable;

import io.millrace.file.FileRef;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The attributes of a file that a selector or a condition can name (spec/03 §5). */
final class FileAttributes {
  private FileAttributes() {}

  static Optional<Value> of(
      FileRef file, String attribute, Function<FileRef, @Nullable String> fileUrls) {
    return switch (attribute) {
      case "type" -> value(file.type().wireName());
      case "size" -> value(file.size());
      case "name" -> value(file.filename());
      case "mime_type" -> value(file.mimeType());
      case "transfer_method" -> value(file.transferMethod().wireName());
      case "url" -> value(fileUrls.apply(file));
      case "extension" -> value(file.extension());
      case "related_id" -> value(file.relatedId());
      default -> Optional.empty();
    };
  }

  private static Optional<Value> value(@Nullable Object raw) {
    return Optional.of(Value.of(raw));
  }
}
