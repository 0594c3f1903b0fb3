package io.millrace.template.jinjava;

/**
 * One word of an expression.
 *
 * @param value a name, an operator, a decoded text or a number
 */
record Token(Kind kind, Object value) {

  enum Kind {
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  static final Token END = new Token(Kind.END, "end of statement block");

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && value.equals(operator);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && value.equals(name);
  }

  String text() {
    return value.toString();
  }
}
