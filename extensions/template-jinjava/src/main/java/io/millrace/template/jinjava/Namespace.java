package io.millrace.template.jinjava;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace()} makes: attributes that inner scopes may set. */
final class Namespace implements HasAttributes {
  private final Map<Object, Object> attributes = new LinkedHashMap<>();

  Namespace(Run run, Args args) {
    for (Object entries : args.positional()) {
      DictMethods.putAll(run, attributes, entries);
    }
    attributes.putAll(args.keywords());
  }

  void set(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public String toString() {
    return "<Namespace " + Repr.of(attributes) + ">";
  }
}
