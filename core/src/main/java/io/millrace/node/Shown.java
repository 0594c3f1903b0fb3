package io.millrace.node;

import io.millrace.python.PythonText;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import org.jspecify.annotations.Nullable;

/** Values as events and messages may show them. */
final class Shown {
  private static final int MAX_MESSAGE = 2_000;

  private Shown() {}

  /** Returns the raw value; of a secret, what a log shows. */
  static @Nullable Object raw(Value value) {
    return value.type() == ValueType.SECRET ? value.log() : value.raw();
  }

  /** Returns the start of the value's text, for a message. */
  static String inMessage(Value value) {
    String text = PythonText.str(raw(value));
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
  }
}
