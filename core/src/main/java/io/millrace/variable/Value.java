package io.millrace.variable;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One typed value of a run.
 *
 * <p>{@code raw} is a String, Long, BigInteger, Double, Boolean, {@link io.millrace.file.FileRef},
 * List or Map (string keys) of these, or {@code null} for {@link ValueType#NONE}. A whole number is
 * never a Double: {@code 1} and {@code 1.0} are different values, as they are in Dify. Lists and
 * maps are shared between nodes and must not be changed.
 *
 * @since 0.1
 */
public record Value(ValueType type, @Nullable Object raw) {

  /** The absent value. */
  public static final Value NONE = new Value(ValueType.NONE, null);

  public Value {
    requireNonNull(type, "type");
  }

  /**
   * Returns the value with the type that {@code raw} itself shows (spec/03 §5, "Types").
   *
   * @throws VariableException if {@code raw} is of no known class
   */
  public static Value of(@Nullable Object raw) {
    return new Value(ValueTypes.infer(raw), raw);
  }

  /** Hides secrets. */
  @Override
  public String toString() {
    return type == ValueType.SECRET
        ? "Value[secret]"
        : "Value[" + type.wireName() + ": " + raw + "]";
  }
}
