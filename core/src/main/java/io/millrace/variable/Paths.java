package io.millrace.variable;

import io.millrace.file.FileRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows the parts of a selector after the second into a value (spec/03 §5). */
final class Paths {
  private Paths() {}

  static Optional<Value> descend(
      Value value, List<String> parts, Function<FileRef, @Nullable String> fileUrls) {
    Object current = value.raw();
    if (parts.size() == 2) {
      return Optional.of(value);
    }
    if (current instanceof FileRef file) {
      return FileAttributes.of(file, parts.get(2), fileUrls);
    }
    for (String part : parts.subList(2, parts.size())) {
      if (!(current instanceof Map<?, ?> map) || !map.containsKey(part)) {
        return Optional.empty();
      }
      current = map.get(part);
    }
    return Optional.of(Value.of(current));
  }
}
