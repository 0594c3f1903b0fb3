package io.millrace.variable;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/**
 * A piece of a template.
 *
 * @param literal what shows when there is no value: the text, or the bare path of a reference
 * @param path the text split at its dots; empty when there is none
 * @param reference whether it was written as {@code {{#…#}}}
 */
record TemplatePart(Value literal, ImmutableList<String> path, boolean reference) {
  private static final Splitter DOTS = Splitter.on('.');

  static TemplatePart literal(String text) {
    return new TemplatePart(new Value(ValueType.STRING, text), pathOf(text), false);
  }

  static TemplatePart reference(String path) {
    return new TemplatePart(new Value(ValueType.STRING, path), pathOf(path), true);
  }

  private static ImmutableList<String> pathOf(String text) {
    return text.indexOf('.') < 0 ? ImmutableList.of() : ImmutableList.copyOf(DOTS.split(text));
  }

  Value value(VariablePool variables) {
    return path.isEmpty() ? literal : variables.find(path).orElse(literal);
  }
}
