package io.millrace.variable;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;

/**
 * A text with references to values, {@code {{#node.name.key#}}}, parsed once and rendered often.
 *
 * <p>A reference names a node or namespace (1–50 letters, digits, underscores) and one to ten
 * further parts (1–30 of the same, not beginning with a digit); after {@code rag} a part may be a
 * node id, digits first. What does not look like that stays as written. A reference without a value
 * renders as its bare path. As in Dify, a literal piece of the template that as a whole is the path
 * of a value, such as {@code node.name}, renders as that value (spec/03 §5).
 *
 * <p>Parsing and rendering are linear in the length of the text. Immutable.
 *
 * @since 0.1
 */
public final class Template {
  private final ImmutableList<TemplatePart> parts;

  private Template(ImmutableList<TemplatePart> parts) {
    this.parts = parts;
  }

  /** Returns the template that {@code text} spells; any text is one. */
  public static Template parse(String text) {
    return new Template(TemplateParser.parse(text));
  }

  /** Renders for a prompt or a condition: {@link Value#text()}. */
  public String text(VariablePool variables) {
    return render(variables, Value::text);
  }

  /** Renders for an answer: {@link Value#markdown}. */
  public String markdown(VariablePool variables) {
    return render(variables, value -> value.markdown(variables::url));
  }

  /** Renders for a log, secrets masked: {@link Value#log()}. */
  public String log(VariablePool variables) {
    return render(variables, Value::log);
  }

  /** Returns the pieces in order: the referenced values, and the text between them as strings. */
  public List<Value> values(VariablePool variables) {
    return parts.stream()
        .map(part -> part.value(variables))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns whether the rendered text holds a secret, so that only {@link #log} may be displayed.
   */
  public boolean showsSecret(VariablePool variables) {
    for (TemplatePart part : parts) {
      if (!part.path().isEmpty() && part.value(variables).type() == ValueType.SECRET) {
        return true;
      }
    }
    return false;
  }

  /** Returns what the template refers to, in order, each as often as it is there. */
  public List<Selector> references() {
    return parts.stream()
        .filter(TemplatePart::reference)
        .map(part -> new Selector(part.path()))
        .collect(ImmutableList.toImmutableList());
  }

  private String render(VariablePool variables, Function<Value, String> form) {
    if (parts.size() == 1) {
      return form.apply(parts.get(0).value(variables));
    }
    StringBuilder out = new StringBuilder();
    for (TemplatePart part : parts) {
      out.append(form.apply(part.value(variables)));
    }
    return out.toString();
  }
}
