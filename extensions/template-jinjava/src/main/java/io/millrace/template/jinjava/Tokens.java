package io.millrace.template.jinjava;

import java.util.List;

/** The words of one print or tag, read from left to right. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean atEnd() {
    return peek().kind() == Token.Kind.END;
  }

  boolean skip(String operator) {
    return peek().isOperator(operator) && next() != null;
  }

  boolean skipName(String name) {
    return peek().isName(name) && next() != null;
  }

  void expect(String operator) {
    if (!skip(operator)) {
      throw unexpected("expected '" + operator + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("expected '" + name + "'");
    }
  }

  String expectName() {
    if (peek().kind() != Token.Kind.NAME) {
      throw unexpected("expected a name");
    }
    return next().text();
  }

  void expectEnd() {
    if (!atEnd()) {
      throw unexpected("expected the end of the statement");
    }
  }

  TemplateException unexpected(String expected) {
    return atEnd()
        ? TemplateException.syntax("unexpected end of statement, " + expected)
        : TemplateException.syntax("unexpected '" + peek().text() + "', " + expected);
  }
}
