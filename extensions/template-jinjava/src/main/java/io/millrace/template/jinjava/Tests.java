package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What may stand behind {@code is}. */
final class Tests {

  /** One test. */
  @FunctionalInterface
  interface Test {
    boolean holds(Run run, Object value, Args args);
  }

  private static final Test EQ = (run, value, args) -> Comparison.equal(value, args.only());
  private static final Test NE = (run, value, args) -> !Comparison.equal(value, args.only());
  private static final Test GT =
      (run, value, args) -> Comparison.compare(">", value, args.only()) > 0;
  private static final Test GE =
      (run, value, args) -> Comparison.compare(">=", value, args.only()) >= 0;
  private static final Test LT =
      (run, value, args) -> Comparison.compare("<", value, args.only()) < 0;
  private static final Test LE =
      (run, value, args) -> Comparison.compare("<=", value, args.only()) <= 0;

  private static final ImmutableMap<String, Test> ALL =
      ImmutableMap.<String, Test>builder()
          .put("odd", plain("odd", (run, value) -> parity(run, value, 1)))
          .put("even", plain("even", (run, value) -> parity(run, value, 0)))
          .put("divisibleby", Tests::divisible)
          .put("defined", plain("defined", (run, value) -> !(value instanceof Undefined)))
          .put("undefined", plain("undefined", (run, value) -> value instanceof Undefined))
          .put("none", plain("none", (run, value) -> value == None.NONE))
          .put("boolean", plain("boolean", (run, value) -> value instanceof Boolean))
          .put("true", plain("true", (run, value) -> Boolean.TRUE.equals(value)))
          .put("false", plain("false", (run, value) -> Boolean.FALSE.equals(value)))
          .put(
              "integer",
              plain(
                  "integer", (run, value) -> value instanceof Long || value instanceof BigInteger))
          .put("float", plain("float", (run, value) -> value instanceof Double))
          .put("number", plain("number", (run, value) -> Numbers.isNumber(value)))
          .put("string", plain("string", (run, value) -> value instanceof CharSequence))
          .put("mapping", plain("mapping", (run, value) -> value instanceof Map))
          .put("sequence", plain("sequence", (run, value) -> isSequence(value)))
          .put("iterable", plain("iterable", (run, value) -> isIterable(value)))
          .put(
              "callable",
              plain(
                  "callable",
                  (run, value) -> value instanceof Function || value instanceof Undefined))
          .put("sameas", (run, value, args) -> isSame(value, args.only()))
          .put("escaped", plain("escaped", (run, value) -> value instanceof Markup))
          .put("in", (run, value, args) -> Comparison.contains(run, args.only(), value))
          .put("lower", plain("lower", (run, value) -> isCase(value, true)))
          .put("upper", plain("upper", (run, value) -> isCase(value, false)))
          .put("filter", plain("filter", (run, value) -> Filters.named(name(value)) != null))
          .put("test", plain("test", (run, value) -> named(name(value)) != null))
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

  /** A test that takes no argument. */
  private static Test plain(String name, BiPredicate<Run, Object> holds) {
    return (run, value, args) -> {
      args.bind("test_" + name);
      return holds.test(run, value);
    };
  }

  private static boolean parity(Run run, Object value, long rest) {
    return Comparison.equal(Arithmetic.modulo(run, value, 2L), rest);
  }

  private static String name(Object value) {
    return Texts.str(Items.plainKey(value));
  }

  private static boolean divisible(Run run, Object value, Args args) {
    return Comparison.equal(Arithmetic.modulo(run, value, args.only()), 0L);
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
