package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the expressions of one print or tag, with Jinja2's precedence. */
final class ExpressionParser {
  /** The name under which a call block keeps its body; no template can write it. */
  static final String CALLER = " caller";

  private static final int MAX_DEPTH = 150;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final Tokens tokens;
  private final NamesUsed names;
  private int depth;

  ExpressionParser(Tokens tokens, NamesUsed names) {
    this.tokens = tokens;
    this.names = names;
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
    value = postfix(value);
    depth--;
    return withFilters ? filters(value) : value;
  }

  private Expr primary() {
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

  private static Expr constant(Object value) {
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

  private Expr postfix(Expr start) {
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
    Expr none = constant(None.NONE);
    Expr start = tokens.peek().isOperator(":") ? none : expression();
    if (!tokens.skip(":")) {
      return start;
    }
    Expr stop = endsSlicePart() ? none : expression();
    Expr step = tokens.skip(":") && !endsSlicePart() ? expression() : none;
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
        spread = expression();
      } else if (tokens.skip("**") && spreadKeywords == null) {
        spreadKeywords = expression();
      } else if (isKeyword() && spreadKeywords == null) {
        String name = tokens.next().text();
        tokens.next();
        keywords.put(name, expression());
      } else if (keywords.isEmpty() && spread == null && spreadKeywords == null) {
        positional.add(expression());
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

  private Expr filters(Expr start) {
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
    Expr value = primary();
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
      arguments = new CallArguments(List.of(postfix(primary())), Map.of(), null, null);
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
