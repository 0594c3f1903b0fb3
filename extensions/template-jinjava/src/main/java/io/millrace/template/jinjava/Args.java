package io.millrace.template.jinjava;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call. */
record Args(List<Object> positional, Map<String, Object> keywords) {

  static final Args NONE = new Args(List.of(), Map.of());

  static Args of(Object... positional) {
    return new Args(List.of(positional), Map.of());
  }

  int count() {
    return positional.size();
  }

  Object get(int index) {
    if (index >= positional.size()) {
      throw TemplateException.type("missing required positional argument " + (index + 1));
    }
    return positional.get(index);
  }

  /** Returns the one argument that there must be. */
  Object only() {
    if (count() != 1 || !keywords.isEmpty()) {
      throw TemplateException.type("takes exactly one argument, got " + count());
    }
    return positional.get(0);
  }

  Args rest(int from) {
    return new Args(positional.subList(Math.min(from, positional.size()), count()), keywords);
  }

  /**
   * Gives each argument its parameter.
   *
   * @param callee named in errors
   */
  Bound bind(String callee, String... parameters) {
    if (count() > parameters.length) {
      throw TemplateException.type(
          callee + "() takes at most " + parameters.length + " arguments, got " + count());
    }
    @Nullable Object[] values = new @Nullable Object[parameters.length];
    for (int i = 0; i < count(); i++) {
      values[i] = positional.get(i);
    }
    keywords.forEach((name, value) -> place(callee, values, parameters, name, value));
    return new Bound(callee, parameters, values);
  }

  private static void place(
      String callee, @Nullable Object[] values, String[] parameters, String name, Object value) {
    int at = List.of(parameters).indexOf(name);
    if (at < 0) {
      throw TemplateException.type(callee + "() got an unexpected keyword argument '" + name + "'");
    }
    if (values[at] != null) {
      throw TemplateException.type(callee + "() got multiple values for argument '" + name + "'");
    }
    values[at] = value;
  }

  /** Arguments by the place of their parameter. */
  static final class Bound {
    private final String callee;
    private final String[] parameters;
    private final @Nullable Object[] values;

    private Bound(String callee, String[] parameters, @Nullable Object[] values) {
      this.callee = callee;
      this.parameters = parameters;
      this.values = values;
    }

    boolean has(int index) {
      return values[index] != null;
    }

    Object require(int index) {
      Object value = values[index];
      if (value == null) {
        throw TemplateException.type(
            callee + "() missing required argument: '" + parameters[index] + "'");
      }
      return value;
    }

    Object or(int index, Object fallback) {
      Object value = values[index];
      return value == null ? fallback : value;
    }

    /** Returns the argument, or {@code null} when it is absent or None. */
    @Nullable Object orNull(int index) {
      Object value = values[index];
      return value == None.NONE ? null : value;
    }

    boolean flag(int index, boolean fallback) {
      Object value = values[index];
      return value == null ? fallback : Values.truth(value);
    }

    String text(int index, String fallback) {
      Object value = values[index];
      return value == null ? fallback : Texts.str(value);
    }

    int integer(int index, int fallback) {
      Object value = values[index];
      return value == null ? fallback : Numbers.toIndex(value);
    }
  }
}
