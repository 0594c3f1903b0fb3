package io.millrace;

import io.millrace.pipeline.EnvironmentVariable;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;

/** The typed values of a pipeline's environment variables (spec/03 §2). */
final class EnvironmentValues {
  private EnvironmentValues() {}

  static Value of(EnvironmentVariable variable) {
    return variable.secret()
        ? new Value(ValueType.SECRET, variable.value())
        : Value.of(variable.value());
  }
}
