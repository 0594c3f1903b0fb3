package io.millrace.node;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileRef;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text attributes of files that list operators know; a missing one is an empty text. Unlike in
 * selectors, {@code url} is only that of a remote file.
 */
final class FileKeys {
  private static final ImmutableMap<String, Function<FileRef, @Nullable String>> TEXTS =
      ImmutableMap.<String, Function<FileRef, @Nullable String>>builder()
          .put("name", FileRef::filename)
          .put("type", file -> file.type().wireName())
          .put("extension", FileRef::extension)
          .put("mime_type", FileRef::mimeType)
          .put("transfer_method", file -> file.transferMethod().wireName())
          .put("url", FileRef::remoteUrl)
          .put("related_id", FileRef::relatedId)
          .buildOrThrow();

  private FileKeys() {}

  static boolean isText(String key) {
    return TEXTS.containsKey(key);
  }

  static Function<FileRef, String> text(String key) {
    Function<FileRef, @Nullable String> attribute = TEXTS.get(key);
    if (attribute == null) {
      throw new ListOperatorException("Invalid key: " + key);
    }
    return file -> Strings.nullToEmpty(attribute.apply(file));
  }
}
