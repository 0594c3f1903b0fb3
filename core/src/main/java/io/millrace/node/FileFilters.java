package io.millrace.node;

import io.millrace.file.FileRef;
import io.millrace.python.NumberText;
import io.millrace.python.Substrings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a list operator can ask of a file. As in Dify an unknown key is an error at once, an
 * operator or number that does not fit the key only when there is a file to ask.
 */
final class FileFilters {
  private FileFilters() {}

  static Predicate<FileRef> of(String key, String operator, Object wanted) {
    switch (key) {
      case "name", "extension", "mime_type", "url", "related_id" -> {
        if (wanted instanceof String text) {
          Function<FileRef, String> attribute = FileKeys.text(key);
          return file -> TextFilters.of(operator, text).test(attribute.apply(file));
        }
      }
      case "type", "transfer_method" -> {
        Function<FileRef, String> attribute = FileKeys.text(key);
        Predicate<String> among = among(wanted);
        return file -> holds(operator, among, attribute.apply(file));
      }
      case "size" -> {
        if (wanted instanceof String text) {
          return file -> NumberFilters.of(operator, NumberText.parseFloat(text)).test(file.size());
        }
      }
      default -> {}
    }
    throw new ListOperatorException("Invalid key: " + key);
  }

  private static boolean holds(String operator, Predicate<String> among, String attribute) {
    return switch (operator) {
      case "in" -> among.test(attribute);
      case "not in" -> !among.test(attribute);
      default -> throw new ListOperatorException("Invalid condition: " + operator);
    };
  }

  private static Predicate<String> among(Object wanted) {
    if (wanted instanceof List<?> list) {
      Set<Object> texts = new HashSet<>(list);
      return texts::contains;
    }
    String text = String.valueOf(wanted);
    return attribute -> Substrings.contains(text, attribute);
  }
}
