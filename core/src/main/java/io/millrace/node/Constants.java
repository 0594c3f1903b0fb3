package io.millrace.node;

import io.millrace.variable.Value;

/** The text of a constant in a pipeline file, as a template would render it. */
final class Constants {
  private Constants() {}

  static String text(Object value) {
    return value instanceof String text ? text : Value.of(value).text();
  }
}
