package io.millrace.node;

import io.millrace.python.Substrings;
import java.util.function.Predicate;

/** What a list operator can ask of a text. */
final class TextFilters {
  private TextFilters() {}

  static Predicate<String> of(String operator, String wanted) {
    return switch (operator) {
      case "contains" -> text -> Substrings.contains(text, wanted);
      case "not contains" -> text -> !Substrings.contains(text, wanted);
      case "start with" -> text -> text.startsWith(wanted);
      case "end with" -> text -> text.endsWith(wanted);
      case "is" -> text -> text.equals(wanted);
      case "is not" -> text -> !text.equals(wanted);
      case "in" -> text -> Substrings.contains(wanted, text);
      case "not in" -> text -> !Substrings.contains(wanted, text);
      case "empty" -> String::isEmpty;
      case "not empty" -> text -> !text.isEmpty();
      default -> throw new ListOperatorException("Invalid condition: " + operator);
    };
  }
}
