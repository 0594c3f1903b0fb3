package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compiles the expressions of one print or tag, with Jinja2's precedence. */
final class ExpressionParser {
  private static final int MAX_DEPTH = 150;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final Tokens tokens;
  private final NamesUsed names;
  private final PostfixParser postfix;
  private int depth;

  ExpressionParser(Tokens tokens, NamesUsed names) {
    this.tokens = tokens;
    this.names = names;
    this.postfix = new PostfixParser(this, tokens, names);
  }

  /** Reads {@code a, b} or a single expression. */
  Expr tuple(boolean conditional, String... endNames) {
    return tuple(conditional, false, Set.of(endNames));
  }

  private Expr tuple(boolean conditional, boolean inBrackets, Set<String> endNames) {
    List<Expr> elements = new ArrayList<>();
    boolean isTuple = false;
    while (!endsTuple(endNames)) {
      elements.add(conditional ? expression() : or());
      if (!tokens.skip(",")) {
        break;
      }
      isTuple = true;
    }
    if (!isTuple && elements.size() == 1) {
      return elements.get(0);
    } else if (elements.isEmpty() && !inBrackets) {
      throw TemplateException.syntax("Expected an expression, got '" + tokens.peek().text() + "'");
    }
    return Literals.tuple(elements);
  }

  private boolean endsTuple(Set<String> endNames) {
    Token token = tokens.peek();
    return token.kind() == Token.Kind.END
        || token.isOperator(")")
        || (token.kind() == Token.Kind.NAME && endNames.contains(token.text()));
  }

  Expr expression() {
    if (++depth > MAX_DEPTH) {
      throw TemplateException.syntax(
          "The expression is nested deeper than " + MAX_DEPTH + " levels");
    }
    Expr value = or();
    while (tokens.skipName("if")) {
      Expr test = or();
      Expr otherwise = tokens.skipName("else") ? expression() : null;
      value = Operators.conditional(test, value, otherwise);
    }
    depth--;
    return value;
  }

  /** Reads an expression that is not {@code a if b}. */
  Expr or() {
    Expr left = and();
    while (tokens.skipName("or")) {
      left = Operators.binary("or", left, and());
    }
    return left;
  }

  private Expr and() {
    Expr left = not();
    while (tokens.skipName("and")) {
      left = Operators.binary("and", left, not());
    }
    return left;
  }

  private Expr not() {
    if (!tokens.peek().isName("not")) {
      return comparison();
    }
    boolean negated = false;
    while (tokens.skipName("not")) {
      negated = !negated;
    }
    Expr operand = comparison();
    boolean result = negated;
    return frame -> Values.truth(operand.eval(frame)) != result;
  }

  private Expr comparison() {
    Expr first = sum();
    List<Operators.Link> links = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      if (token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text())) {
        tokens.next();
        links.add(new Operators.Link(token.text(), sum()));
      } else if (tokens.skipName("in")) {
        links.add(new Operators.Link("in", sum()));
      } else if (token.isName("not") && tokens.peek(1).isName("in")) {
        tokens.next();
        tokens.next();
        links.add(new Operators.Link("not in", sum()));
      } else {
        return links.isEmpty() ? first : Operators.comparison(first, links);
      }
    }
  }

  private Expr sum() {
    Expr left = concatenation();
    while (tokens.peek().isOperator("+") || tokens.peek().isOperator("-")) {
      left = Operators.binary(tokens.next().text(), left, concatenation());
    }
    return left;
  }

  private Expr concatenation() {
    Expr left = product();
    while (tokens.skip("~")) {
      left = Operators.binary("~", left, product());
    }
    return left;
  }

  private Expr product() {
    Expr left = power();
    while (tokens.peek().kind() == Token.Kind.OPERATOR
        && Set.of("*", "/", "//", "%").contains(tokens.peek().text())) {
      left = Operators.binary(tokens.next().text(), left, power());
    }
    return left;
  }

  private Expr power() {
    Expr left = unary(true);
    while (tokens.skip("**")) {
      left = Operators.binary("**", left, unary(true));
    }
    return left;
  }

  private Expr unary(boolean withFilters) {
    if (++depth > MAX_DEPTH) {
      throw TemplateException.syntax(
          "The expression is nested deeper than " + MAX_DEPTH + " levels");
    }
    Expr value;
    if (tokens.skip("-")) {
      Expr operand = unary(false);
      value = frame -> Arithmetic.negate(operand.eval(frame));
    } else if (tokens.skip("+")) {
      Expr operand = unary(false);
      value = frame -> Arithmetic.positive(operand.eval(frame));
    } else {
      value = primary();
    }
    value = postfix.postfix(value);
    depth--;
    return withFilters ? postfix.filters(value) : value;
  }

  Expr primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> name(token.text());
      case STRING -> text(token.text());
      case INTEGER, FLOAT -> constant(token.value());
      case OPERATOR -> bracket(token);
      case END ->
          throw TemplateException.syntax("Expected an expression, got 'end of print statement'");
    };
  }

  /** Texts behind each other are one. */
  private Expr text(String first) {
    StringBuilder text = new StringBuilder(first);
    while (tokens.peek().kind() == Token.Kind.STRING) {
      text.append(tokens.next().text());
    }
    return constant(text.toString());
  }

  private Expr bracket(Token token) {
    if (token.isOperator("(")) {
      Expr inside = tuple(true, true, Set.of());
      tokens.expect(")");
      return inside;
    } else if (token.isOperator("[")) {
      return list();
    } else if (token.isOperator("{")) {
      return dict();
    }
    throw TemplateException.syntax("unexpected '" + token.text() + "'");
  }

  static Expr constant(Object value) {
    return frame -> value;
  }

  private Expr name(String name) {
    return switch (name) {
      case "true", "True" -> constant(true);
      case "false", "False" -> constant(false);
      case "none", "None" -> constant(None.NONE);
      default -> {
        names.add(name);
        yield frame -> frame.get(name);
      }
    };
  }

  private Expr list() {
    List<Expr> elements = new ArrayList<>();
    while (!tokens.peek().isOperator("]")) {
      if (!elements.isEmpty()) {
        tokens.expect(",");
      }
      if (tokens.peek().isOperator("]")) {
        break;
      }
      elements.add(expression());
    }
    tokens.expect("]");
    return Literals.list(elements);
  }

  private Expr dict() {
    List<Expr> keys = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (!tokens.peek().isOperator("}")) {
      if (!keys.isEmpty()) {
        tokens.expect(",");
      }
      if (tokens.peek().isOperator("}")) {
        break;
      }
      keys.add(expression());
      tokens.expect(":");
      values.add(expression());
    }
    tokens.expect("}");
    return Literals.dict(keys, values);
  }

  /** Returns what reads the things behind a value. */
  PostfixParser postfix() {
    return postfix;
  }
}
