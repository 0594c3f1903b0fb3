package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles one tag and, where it has one, its body. */
final class TagParser {
  private final StatementParser statements;

  TagParser(StatementParser statements) {
    this.statements = statements;
  }

  Stmt parse(String name, Tokens tokens, String innermost) {
    return switch (name) {
      case "if" -> condition(tokens);
      case "for" -> loop(tokens);
      case "set" -> set(tokens);
      case "with" -> with(tokens);
      case "macro" -> macro(tokens);
      case "call" -> callBlock(tokens);
      case "filter" -> filterBlock(tokens);
      case "block" -> block(tokens);
      case "autoescape" -> autoescape(tokens);
      case "print" -> print(tokens);
      case "include", "extends", "import", "from" -> foreign(tokens);
      default ->
          throw TemplateException.syntax(
              "Encountered unknown tag '"
                  + name
                  + "'."
                  + (innermost.isEmpty()
                      ? ""
                      : " The innermost block that needs to be closed is '" + innermost + "'."));
    };
  }

  private Stmt body(String name) {
    StatementParser.Body body = statements.body(Set.of("end" + name), name);
    body.end().expectEnd();
    return body.body();
  }

  private Stmt condition(Tokens tokens) {
    Expr test = statements.expressions(tokens).tuple(false);
    tokens.expectEnd();
    statements.names().enterCondition();
    StatementParser.Body yes = statements.body(Set.of("elif", "else", "endif"), "if");
    Stmt no = null;
    if (yes.endName().equals("elif")) {
      no = condition(yes.end());
    } else {
      yes.end().expectEnd();
      if (yes.endName().equals("else")) {
        no = body("if");
      }
    }
    statements.names().leaveCondition();
    return branch(test, yes.body(), no);
  }

  private static Stmt branch(Expr test, Stmt yes, @Nullable Stmt no) {
    return (frame, out) -> {
      if (Values.truth(test.eval(frame))) {
        yes.run(frame, out);
      } else if (no != null) {
        no.run(frame, out);
      }
    };
  }

  private Stmt loop(Tokens tokens) {
    Target target = Target.parse(tokens);
    tokens.expectName("in");
    Expr iterable = statements.expressions(tokens).tuple(false, "recursive", "if");
    Expr condition = tokens.skipName("if") ? statements.expressions(tokens).expression() : null;
    boolean recursive = tokens.skipName("recursive");
    tokens.expectEnd();
    StatementParser.Body body = statements.body(Set.of("else", "endfor"), "for");
    body.end().expectEnd();
    Stmt otherwise = body.endName().equals("else") ? body("for") : null;
    return new ForLoop(target, iterable, condition, recursive, body.body(), otherwise);
  }

  private Stmt set(Tokens tokens) {
    Target target = Target.parse(tokens);
    if (tokens.skip("=")) {
      Expr value = statements.expressions(tokens).tuple(true);
      tokens.expectEnd();
      return (frame, out) -> target.assign(frame, value.eval(frame));
    }
    Captured captured = captured(tokens, "set");
    return (frame, out) -> target.assign(frame, captured.value(frame));
  }

  /** A body whose output becomes a value, put through the filters behind the tag's name. */
  private record Captured(Stmt body, Expr filtered) {
    private static final String OUTPUT = " output";

    Object value(Frame frame) {
      Frame scope = frame.child();
      Out text = new Out(frame.run);
      body.run(scope, text);
      scope.set(OUTPUT, frame.run.autoescape ? new Markup(text.toString()) : text.toString());
      return filtered.eval(scope);
    }
  }

  private Captured captured(Tokens tokens, String name) {
    Expr output = frame -> frame.get(Captured.OUTPUT);
    Expr filtered = statements.expressions(tokens).postfix().moreFilters(output);
    tokens.expectEnd();
    return new Captured(body(name), filtered);
  }

  private Stmt filterBlock(Tokens tokens) {
    PostfixParser filters = statements.expressions(tokens).postfix();
    Expr output = frame -> frame.get(Captured.OUTPUT);
    Expr filtered = filters.moreFilters(filters.filter(output));
    tokens.expectEnd();
    Captured captured = new Captured(body("filter"), filtered);
    return StatementParser.print(frame -> text(captured.value(frame)));
  }

  /** What a filter block prints must be a text already, as in Jinja2. */
  private static Object text(Object value) {
    if (value instanceof CharSequence) {
      return value;
    }
    throw TemplateException.type(
        "a filter block must result in a text, but resulted in '"
            + PythonTypes.name(value)
            + "'; use filters that give texts, or append |string");
  }

  private Stmt with(Tokens tokens) {
    List<Target> targets = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (!tokens.atEnd()) {
      if (!targets.isEmpty()) {
        tokens.expect(",");
      }
      targets.add(Target.name(tokens.expectName()));
      tokens.expect("=");
      values.add(statements.expressions(tokens).expression());
    }
    Stmt body = body("with");
    return (frame, out) -> {
      Frame scope = frame.child();
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(scope, values.get(i).eval(frame));
      }
      body.run(scope, out);
    };
  }

  private Stmt macro(Tokens tokens) {
    String name = tokens.expectName();
    Signature signature = signature(tokens);
    tokens.expectEnd();
    Macro.Definition definition = definition(name, signature, "macro");
    return (frame, out) -> frame.set(name, new Macro(definition, frame));
  }

  private Stmt callBlock(Tokens tokens) {
    Signature signature =
        tokens.peek().isOperator("(") ? signature(tokens) : new Signature(List.of(), List.of());
    Expr call = statements.expressions(tokens).postfix().callWith("caller");
    tokens.expectEnd();
    Macro.Definition definition = definition("caller", signature, "call");
    return (frame, out) -> {
      Frame scope = frame.child();
      scope.set(PostfixParser.CALLER, new Macro(definition, frame));
      StatementParser.print(call).run(scope, out);
    };
  }

  /** The parameters of a macro, and the defaults of the last of them. */
  private record Signature(List<String> parameters, List<Expr> defaults) {}

  private Signature signature(Tokens tokens) {
    List<String> parameters = new ArrayList<>();
    List<Expr> defaults = new ArrayList<>();
    tokens.expect("(");
    while (!tokens.peek().isOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expect(",");
      }
      parameters.add(tokens.expectName());
      if (tokens.skip("=")) {
        defaults.add(statements.expressions(tokens).expression());
      } else if (!defaults.isEmpty()) {
        throw TemplateException.syntax("non-default argument follows default argument");
      }
    }
    tokens.expect(")");
    return new Signature(parameters, defaults);
  }

  private Macro.Definition definition(String name, Signature signature, String tag) {
    NamesUsed names = statements.names();
    boolean[] outside = {names.remove("caller"), names.remove("varargs"), names.remove("kwargs")};
    Stmt body = body(tag);
    Macro.Definition definition =
        new Macro.Definition(
            name,
            signature.parameters(),
            signature.defaults(),
            body,
            names.remove("caller"),
            names.remove("varargs"),
            names.remove("kwargs"));
    List.of("caller", "varargs", "kwargs")
        .forEach(
            special -> {
              if (outside[List.of("caller", "varargs", "kwargs").indexOf(special)]) {
                names.add(special);
              }
            });
    return definition;
  }

  private Stmt block(Tokens tokens) {
    String name = tokens.expectName();
    boolean scoped = tokens.skipName("scoped");
    boolean required = tokens.skipName("required");
    scoped |= tokens.skipName("scoped");
    tokens.expectEnd();
    StatementParser.Body body = statements.body(Set.of("endblock"), "block");
    body.end().skipName(name);
    body.end().expectEnd();
    if (statements.blocks().putIfAbsent(name, body.body()) != null) {
      throw TemplateException.syntax("block '" + name + "' defined twice");
    }
    boolean inner = scoped;
    return (frame, out) -> {
      if (required) {
        throw TemplateException.runtime("Required block '" + name + "' not found");
      }
      body.body().run((inner ? frame : frame.top()).child(), out);
    };
  }

  private Stmt autoescape(Tokens tokens) {
    Expr on = statements.expressions(tokens).expression();
    tokens.expectEnd();
    Stmt body = body("autoescape");
    return (frame, out) -> {
      boolean before = frame.run.autoescape;
      frame.run.autoescape = Values.truth(on.eval(frame));
      body.run(frame.child(), out);
      frame.run.autoescape = before;
    };
  }

  private Stmt print(Tokens tokens) {
    List<Expr> values = new ArrayList<>();
    do {
      values.add(statements.expressions(tokens).expression());
    } while (tokens.skip(","));
    tokens.expectEnd();
    return Stmt.sequence(values.stream().map(StatementParser::print).toList());
  }

  private Stmt foreign(Tokens tokens) {
    statements.expressions(tokens).expression();
    return (frame, out) -> {
      throw TemplateException.type("no loader for this environment specified");
    };
  }
}
