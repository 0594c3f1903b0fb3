package io.millrace.variable;

import com.google.common.base.Strings;
import io.millrace.file.FileRef;
import io.millrace.file.FileType;
import io.millrace.python.PythonText;
import io.millrace.python.PythonValues;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The three text forms of a value (spec/03 §5). */
final class ValueText {
  private static final int SHORT_SECRET = 8;
  private static final int SHOWN_AT_START = 6;
  private static final int SHOWN_AT_END = 2;

  private ValueText() {}

  static String text(Value value) {
    return switch (value.type()) {
      case NONE, FILE, ARRAY_FILE -> "";
      case OBJECT -> PythonText.json(value.raw());
      case ARRAY_STRING -> value.truthy() ? PythonText.json(value.raw()) : "";
      default -> emptyArray(value) ? "" : PythonText.str(value.raw());
    };
  }

  private static boolean emptyArray(Value value) {
    return value.type().isArray() && !PythonValues.truthy(value.raw());
  }

  static String log(Value value) {
    return switch (value.type()) {
      case NONE, FILE, ARRAY_FILE -> "";
      case OBJECT -> PythonText.indentedJson(value.raw());
      case SECRET -> masked(PythonText.str(value.raw()));
      default -> PythonText.str(value.raw());
    };
  }

  private static String masked(String secret) {
    int length = secret.codePointCount(0, secret.length());
    if (length == 0) {
      return "";
    } else if (length <= SHORT_SECRET) {
      return "*".repeat(20);
    }
    return secret.substring(0, secret.offsetByCodePoints(0, SHOWN_AT_START))
        + "*".repeat(12)
        + secret.substring(secret.offsetByCodePoints(secret.length(), -SHOWN_AT_END));
  }

  static String markdown(Value value, Function<FileRef, @Nullable String> fileUrls) {
    if (value.raw() instanceof FileRef file) {
      return markdown(file, fileUrls);
    } else if (value.type().isArray() && value.raw() instanceof List<?> list) {
      return list.stream()
          .map(item -> bullet(value.type(), item, fileUrls))
          .collect(Collectors.joining("\n"));
    }
    return switch (value.type()) {
      case NONE -> "";
      case OBJECT -> PythonText.indentedJson(value.raw());
      default -> PythonText.str(value.raw());
    };
  }

  private static String bullet(
      ValueType array, @Nullable Object item, Function<FileRef, @Nullable String> fileUrls) {
    return array == ValueType.ARRAY_FILE && item instanceof FileRef file
        ? markdown(file, fileUrls)
        : "- " + PythonText.str(item);
  }

  private static String markdown(FileRef file, Function<FileRef, @Nullable String> fileUrls) {
    String url = Strings.nullToEmpty(fileUrls.apply(file));
    String name = Strings.nullToEmpty(file.filename());
    return file.type() == FileType.IMAGE
        ? "![" + name + "](" + url + ")"
        : "[" + (name.isEmpty() ? url : name) + "](" + url + ")";
  }
}
