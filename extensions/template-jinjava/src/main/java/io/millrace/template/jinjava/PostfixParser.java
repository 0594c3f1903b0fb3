package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles what stands behind a value: attributes, elements, calls, filters and tests. */
final class PostfixParser {
  /** The name under which a call block keeps its body; no template can write it. */
  static final String CALLER = " caller";

  private final ExpressionParser expressions;
  private final Tokens tokens;
  private final NamesUsed names;

  PostfixParser(ExpressionParser expressions, Tokens tokens, NamesUsed names) {
    this.expressions = expressions;
    this.tokens = tokens;
    this.names = names;
  }

  /** Reads {@code .a}, {@code [b]} and {@code (c)}. */
  Expr postfix(Expr start) {
    Expr value = start;
    while (true) {
      if (tokens.skip(".")) {
        value = dotted(value);
      } else if (tokens.skip("[")) {
        value = subscript(value);
      } else if (tokens.peek().isOperator("(")) {
        value = Operators.call(value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expr dotted(Expr owner) {
    Token token = tokens.next();
    if (token.kind() == Token.Kind.NAME) {
      String name = token.text();
      names.addAttribute(name);
      return frame -> Attributes.get(owner.eval(frame), name);
    } else if (token.kind() == Token.Kind.INTEGER) {
      Object index = token.value();
      return frame -> Items.get(owner.eval(frame), index);
    }
    throw TemplateException.syntax("expected name or number");
  }

  private Expr subscript(Expr owner) {
    List<Expr> keys = new ArrayList<>();
    do {
      if (!keys.isEmpty() && tokens.peek().isOperator("]")) {
        break;
      }
      if (tokens.peek().kind() == Token.Kind.STRING) {
        names.addAttribute(tokens.peek().text());
      }
      keys.add(subscriptKey());
    } while (tokens.skip(","));
    tokens.expect("]");
    Expr key = keys.size() == 1 ? keys.get(0) : Literals.tuple(keys);
    return frame -> Items.get(owner.eval(frame), key.eval(frame));
  }

  private Expr subscriptKey() {
    Expr none = ExpressionParser.constant(None.NONE);
    Expr start = tokens.peek().isOperator(":") ? none : expressions.expression();
    if (!tokens.skip(":")) {
      return start;
    }
    Expr stop = endsSlicePart() ? none : expressions.expression();
    Expr step = tokens.skip(":") && !endsSlicePart() ? expressions.expression() : none;
    return Literals.slice(start, stop, step);
  }

  private boolean endsSlicePart() {
    return tokens.peek().isOperator(":")
        || tokens.peek().isOperator("]")
        || tokens.peek().isOperator(",");
  }

  /** Reads {@code (a, b=c, *d, **e)}. */
  CallArguments arguments() {
    tokens.expect("(");
    List<Expr> positional = new ArrayList<>();
    Map<String, Expr> keywords = new LinkedHashMap<>();
    Expr spread = null;
    Expr spreadKeywords = null;
    boolean first = true;
    while (!tokens.peek().isOperator(")")) {
      if (!first) {
        tokens.expect(",");
        if (tokens.peek().isOperator(")")) {
          break;
        }
      }
      first = false;
      if (tokens.skip("*") && spread == null && spreadKeywords == null) {
        spread = expressions.expression();
      } else if (tokens.skip("**") && spreadKeywords == null) {
        spreadKeywords = expressions.expression();
      } else if (isKeyword() && spreadKeywords == null) {
        String name = tokens.next().text();
        tokens.next();
        keywords.put(name, expressions.expression());
      } else if (keywords.isEmpty() && spread == null && spreadKeywords == null) {
        positional.add(expressions.expression());
      } else {
        throw TemplateException.syntax("invalid syntax for function call expression");
      }
    }
    tokens.expect(")");
    return first
        ? CallArguments.NONE
        : new CallArguments(positional, keywords, spread, spreadKeywords);
  }

  private boolean isKeyword() {
    return tokens.peek().kind() == Token.Kind.NAME && tokens.peek(1).isOperator("=");
  }

  /** Reads {@code |a} and {@code is b}. */
  Expr filters(Expr start) {
    Expr value = start;
    while (true) {
      if (tokens.skip("|")) {
        value = filter(value);
      } else if (tokens.skipName("is")) {
        value = test(value);
      } else if (tokens.peek().isOperator("(")) {
        value = Operators.call(value, arguments());
      } else {
        return value;
      }
    }
  }

  /** Reads the filter that follows and puts {@code value} through it. */
  Expr filter(Expr value) {
    String name = dottedName();
    CallArguments arguments = tokens.peek().isOperator("(") ? arguments() : CallArguments.NONE;
    Filter filter = Filters.named(name);
    if (filter == null) {
      return names.missing("No filter named " + Repr.of(name) + ".");
    }
    return frame -> {
      frame.run.step();
      return filter.apply(frame.run, value.eval(frame), arguments.eval(frame));
    };
  }

  /** Reads a call and gives it the body of its call block. */
  Expr callWith(String keyword) {
    Expr callee = dottedPrimary();
    CallArguments given = arguments();
    Map<String, Expr> keywords = new LinkedHashMap<>(given.keywords());
    keywords.put(keyword, frame -> frame.get(CALLER));
    return Operators.call(
        callee,
        new CallArguments(given.positional(), keywords, given.spread(), given.spreadKeywords()));
  }

  private Expr dottedPrimary() {
    Expr value = expressions.primary();
    while (tokens.skip(".")) {
      value = dotted(value);
    }
    return value;
  }

  /** Reads {@code |a|b} after a value that was already read. */
  Expr moreFilters(Expr value) {
    Expr result = value;
    while (tokens.skip("|")) {
      result = filter(result);
    }
    return result;
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expectName());
    while (tokens.skip(".")) {
      name.append('.').append(tokens.expectName());
    }
    return name.toString();
  }

  private Expr test(Expr value) {
    boolean negated = tokens.skipName("not");
    String name = dottedName();
    CallArguments arguments = CallArguments.NONE;
    if (tokens.peek().isOperator("(")) {
      arguments = arguments();
    } else if (startsTestArgument()) {
      if (tokens.peek().isName("is")) {
        throw TemplateException.syntax("You cannot chain multiple tests with is");
      }
      arguments = new CallArguments(List.of(postfix(expressions.primary())), Map.of(), null, null);
    }
    Tests.Test test = Tests.named(name);
    if (test == null) {
      return names.missing("No test named " + Repr.of(name) + ".");
    }
    CallArguments given = arguments;
    return frame -> test.holds(frame.run, value.eval(frame), given.eval(frame)) != negated;
  }

  private boolean startsTestArgument() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NAME -> !Set.of("else", "or", "and").contains(token.text());
      case STRING, INTEGER, FLOAT -> true;
      case OPERATOR -> token.isOperator("[") || token.isOperator("{");
      case END -> false;
    };
  }
}
