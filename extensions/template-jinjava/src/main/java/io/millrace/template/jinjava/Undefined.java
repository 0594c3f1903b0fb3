package io.millrace.template.jinjava;

import org.jspecify.annotations.Nullable;

/**
 * The value of a name that does not exist, as Jinja2's default {@code Undefined} treats it: empty
 * when printed, iterated or tested, an error in any other use.
 *
 * @param message what an error says
 */
record Undefined(String message) {

  static Undefined name(String name) {
    return new Undefined("'" + name + "' is undefined");
  }

  static Undefined attribute(Object owner, String attribute) {
    String of = owner == None.NONE ? "'None'" : "'" + PythonTypes.qualifiedName(owner) + " object'";
    return new Undefined(of + " has no attribute '" + attribute + "'");
  }

  static Undefined element(Object owner, Object key) {
    return key instanceof String name
        ? attribute(owner, name)
        : new Undefined(
            PythonTypes.qualifiedName(owner) + " object has no element " + Repr.of(key));
  }

  /** All undefined values are equal, whatever they say. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return Undefined.class.hashCode();
  }

  TemplateException failure() {
    return TemplateException.undefined(message);
  }
}
