package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand behind {@code is}. */
final class Tests {

  /** One test. */
  @FunctionalInterface
  interface Test {
    boolean holds(Run run, Object value, Args args);
  }

  private static final Test EQ = (run, value, args) -> Comparison.equal(value, args.get(0));
  private static final Test NE = (run, value, args) -> !Comparison.equal(value, args.get(0));
  private static final Test GT =
      (run, value, args) -> Comparison.compare(">", value, args.get(0)) > 0;
  private static final Test GE =
      (run, value, args) -> Comparison.compare(">=", value, args.get(0)) >= 0;
  private static final Test LT =
      (run, value, args) -> Comparison.compare("<", value, args.get(0)) < 0;
  private static final Test LE =
      (run, value, args) -> Comparison.compare("<=", value, args.get(0)) <= 0;

  private static final ImmutableMap<String, Test> ALL =
      ImmutableMap.<String, Test>builder()
          .put("odd", (run, value, args) -> parity(run, value, 1))
          .put("even", (run, value, args) -> parity(run, value, 0))
          .put("divisibleby", Tests::divisible)
          .put("defined", (run, value, args) -> !(value instanceof Undefined))
          .put("undefined", (run, value, args) -> value instanceof Undefined)
          .put("none", (run, value, args) -> value == None.NONE)
          .put("boolean", (run, value, args) -> value instanceof Boolean)
          .put("true", (run, value, args) -> Boolean.TRUE.equals(value))
          .put("false", (run, value, args) -> Boolean.FALSE.equals(value))
          .put(
              "integer", (run, value, args) -> value instanceof Long || value instanceof BigInteger)
          .put("float", (run, value, args) -> value instanceof Double)
          .put("number", (run, value, args) -> Numbers.isNumber(value))
          .put("string", (run, value, args) -> value instanceof CharSequence)
          .put("mapping", (run, value, args) -> value instanceof Map)
          .put("sequence", (run, value, args) -> isSequence(value))
          .put("iterable", (run, value, args) -> isIterable(value))
          .put(
              "callable",
              (run, value, args) -> value instanceof Function || value instanceof Undefined)
          .put("sameas", (run, value, args) -> isSame(value, args.get(0)))
          .put("escaped", (run, value, args) -> value instanceof Markup)
          .put("in", (run, value, args) -> Comparison.contains(run, args.get(0), value))
          .put("lower", (run, value, args) -> isCase(value, true))
          .put("upper", (run, value, args) -> isCase(value, false))
          .put("filter", (run, value, args) -> Filters.named(Texts.str(value)) != null)
          .put("test", (run, value, args) -> named(Texts.str(value)) != null)
          .put("eq", EQ)
          .put("==", EQ)
          .put("equalto", EQ)
          .put("ne", NE)
          .put("!=", NE)
          .put("gt", GT)
          .put(">", GT)
          .put("greaterthan", GT)
          .put("ge", GE)
          .put(">=", GE)
          .put("lt", LT)
          .put("<", LT)
          .put("lessthan", LT)
          .put("le", LE)
          .put("<=", LE)
          .build();

  private Tests() {}

  static @Nullable Test named(String name) {
    return ALL.get(name);
  }

  private static boolean parity(Run run, Object value, long rest) {
    return Comparison.equal(Arithmetic.modulo(run, value, 2L), rest);
  }

  private static boolean divisible(Run run, Object value, Args args) {
    return Comparison.equal(Arithmetic.modulo(run, value, args.get(0)), 0L);
  }

  private static boolean isSequence(Object value) {
    return value instanceof CharSequence
        || value instanceof List
        || value instanceof Map
        || value instanceof Undefined;
  }

  private static boolean isIterable(Object value) {
    return isSequence(value)
        || value instanceof Lazy
        || value instanceof DictView
        || value instanceof LoopContext;
  }

  private static boolean isSame(Object a, Object b) {
    boolean plain = a instanceof Boolean || a instanceof Long || a instanceof String;
    return plain ? a.equals(b) : a == b;
  }

  private static boolean isCase(Object value, boolean lower) {
    String text = Texts.str(value);
    boolean cased =
        text.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    return cased
        && text.equals(lower ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT));
  }
}
