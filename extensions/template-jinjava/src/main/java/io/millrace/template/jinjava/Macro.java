package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro with the scope it was defined in. */
final class Macro implements Function, HasAttributes {

  /**
   * What was written.
   *
   * @param defaults those of the last parameters
   */
  record Definition(
      String name,
      List<String> parameters,
      List<Expr> defaults,
      Stmt body,
      boolean usesCaller,
      boolean usesVarargs,
      boolean usesKwargs) {}

  private final Definition definition;
  private final Frame scope;

  Macro(Definition definition, Frame scope) {
    this.definition = definition;
    this.scope = scope;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "name" -> definition.name();
      case "arguments" -> Tuple.of(definition.parameters().toArray());
      case "catch_kwargs" -> definition.usesKwargs();
      case "catch_varargs" -> definition.usesVarargs();
      case "caller" -> definition.usesCaller();
      default -> null;
    };
  }

  @Override
  public Object call(Run run, Args args) {
    Frame frame = scope.child();
    bind(frame, args);
    run.enter();
    try {
      Out out = new Out(run);
      definition.body().run(frame, out);
      return run.autoescape ? new Markup(out.toString()) : out.toString();
    } finally {
      run.leave();
    }
  }

  private void bind(Frame frame, Args args) {
    List<String> parameters = definition.parameters();
    Map<String, Object> keywords = new LinkedHashMap<>(args.keywords());
    int firstDefault = parameters.size() - definition.defaults().size();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i);
      if (i < args.count()) {
        frame.set(name, args.get(i));
      } else if (keywords.containsKey(name)) {
        frame.set(name, keywords.remove(name));
      } else if (i >= firstDefault) {
        frame.set(name, definition.defaults().get(i - firstDefault).eval(frame));
      } else {
        frame.set(name, new Undefined("parameter '" + name + "' was not provided"));
      }
    }
    Object caller = keywords.remove("caller");
    if (definition.usesCaller() && !parameters.contains("caller")) {
      frame.set("caller", caller == null ? new Undefined("No caller defined") : caller);
    } else if (caller != null) {
      keywords.put("caller", caller);
    }
    rest(frame, args, keywords);
  }

  private void rest(Frame frame, Args args, Map<String, Object> keywords) {
    int known = definition.parameters().size();
    if (definition.usesKwargs()) {
      frame.set("kwargs", new LinkedHashMap<Object, Object>(keywords));
    } else if (!keywords.isEmpty()) {
      throw TemplateException.type(
          "macro '"
              + definition.name()
              + "' takes no keyword argument '"
              + keywords.keySet().iterator().next()
              + "'");
    }
    if (definition.usesVarargs()) {
      frame.set("varargs", Tuple.of(new ArrayList<>(args.rest(known).positional())));
    } else if (args.count() > known) {
      throw TemplateException.type(
          "macro '" + definition.name() + "' takes not more than " + known + " argument(s)");
    }
  }
}
