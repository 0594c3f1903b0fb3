package io.millrace.template.jinjava;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A template that was read once and can be rendered by many threads. */
final class CompiledTemplate {
  private static final int MAX_CHARACTERS = 1_000_000;

  private final Stmt body;
  private final Map<String, Stmt> blocks;
  private final boolean mutates;

  private CompiledTemplate(Stmt body, Map<String, Stmt> blocks, boolean mutates) {
    this.body = body;
    this.blocks = blocks;
    this.mutates = mutates;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is not one
   */
  static CompiledTemplate of(String source) {
    if (source.length() > MAX_CHARACTERS) {
      throw TemplateException.syntax(
          "The template is longer than " + MAX_CHARACTERS + " characters");
    }
    try {
      StatementParser parser = new StatementParser(Segments.of(source));
      Stmt body = parser.parse();
      return new CompiledTemplate(body, Map.copyOf(parser.blocks()), parser.names().mutates());
    } catch (StackOverflowError tooDeep) {
      throw TemplateException.limit("The template is nested too deep", tooDeep);
    }
  }

  /**
   * Renders the template.
   *
   * @param variables what it can name; left as they are
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime()}
   * @throws TemplateException if it fails or uses too much
   */
  String render(
      Map<String, ? extends @Nullable Object> variables,
      TemplateLimits limits,
      long deadlineNanos,
      BooleanSupplier cancelled) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    variables.forEach(
        (name, value) ->
            inputs.put(name, mutates ? ListMethods.deepCopy(Values.in(value)) : Values.in(value)));
    Run run = new Run(limits, inputs, blocks, deadlineNanos, cancelled);
    Out out = new Out(run);
    try {
      body.run(Frame.root(run), out);
    } catch (StackOverflowError tooDeep) {
      throw TemplateException.limit("maximum recursion depth exceeded", tooDeep);
    }
    return out.toString();
  }
}
