package io.millrace.variable;

import static java.util.Objects.requireNonNull;

import io.millrace.file.FileRef;
import io.millrace.python.PythonValues;
import java.util.function.Function;
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
   * Returns the value with the type that {@code raw} itself shows (spec/03 §5, "Types"). A {@code
   * Value} is returned as it is; an Integer or Short becomes a Long, a Float a Double.
   *
   * @throws VariableException if {@code raw}, or an element of it when it is a list, is of no known
   *     class
   */
  public static Value of(@Nullable Object raw) {
    if (raw instanceof Value value) {
      return value;
    } else if (raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
      return new Value(ValueType.INTEGER, ((Number) raw).longValue());
    } else if (raw instanceof Float number) {
      return new Value(ValueType.FLOAT, number.doubleValue());
    }
    return raw == null ? NONE : new Value(ValueTypes.infer(raw), raw);
  }

  /**
   * Returns the value with a type that it must have: the one it shows, {@link ValueType#NUMBER} for
   * an integer or a float (the value then has the type it shows), or any array type for an empty
   * list.
   *
   * @throws VariableException if {@code raw} shows another type; the message names both types and
   *     not the value
   */
  public static Value of(ValueType type, @Nullable Object raw) {
    return ValueTypes.build(type, raw);
  }

  /**
   * Returns whether the raw value counts as true in a condition: not null, empty, zero or false.
   */
  public boolean truthy() {
    return PythonValues.truthy(raw);
  }

  /**
   * Returns the text that a template shows: {@code True}, {@code 1.5}, a one-line JSON object, an
   * empty text for null, files and an empty list. A secret shows in clear.
   *
   * @throws io.millrace.python.ConversionException if the value is nested deeper than 1,000 levels
   */
  public String text() {
    return ValueText.text(this);
  }

  /**
   * Returns the Markdown that an answer shows: lists as bullets, files as links, objects as
   * indented JSON.
   *
   * @param fileUrls gives the URL under which a file can be fetched, or {@code null}
   */
  public String markdown(Function<FileRef, @Nullable String> fileUrls) {
    return ValueText.markdown(this, fileUrls);
  }

  /** Returns the text for a log: a secret shows only its first six and last two characters. */
  public String log() {
    return ValueText.log(this);
  }

  /** Hides secrets. */
  @Override
  public String toString() {
    return type == ValueType.SECRET
        ? "Value[secret]"
        : "Value[" + type.wireName() + ": " + raw + "]";
  }
}
