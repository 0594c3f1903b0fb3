package io.millrace.template.jinjava;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the inside of a print or tag into words. */
final class ExpressionLexer {
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?<!\\.)\\d+(?:_\\d+)*+(?:(?:\\.\\d+(?:_\\d+)*+)?[eE][-+]?\\d+(?:_\\d+)*+"
              + "|\\.\\d+(?:_\\d+)*+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[0-9a-fA-F])++"
              + "|[1-9](?:_?\\d)*+|0(?:_?0)*+");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}_]*+");
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private ExpressionLexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) {
    ExpressionLexer lexer = new ExpressionLexer(source);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    Matcher space = SPACE.matcher(source);
    Matcher number = FLOAT.matcher(source);
    Matcher integer = INTEGER.matcher(source);
    Matcher name = NAME.matcher(source);
    Matcher operator = OPERATOR.matcher(source);
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\'' || c == '"') {
        string(c);
      } else if (c >= '0' && c <= '9' && matches(number)) {
        String digits = number.group().replace("_", "");
        tokens.add(new Token(Token.Kind.FLOAT, Double.parseDouble(digits)));
      } else if (c >= '0' && c <= '9' && matches(integer)) {
        tokens.add(new Token(Token.Kind.INTEGER, integer(integer.group())));
      } else if (matches(name)) {
        tokens.add(new Token(Token.Kind.NAME, name.group()));
      } else if (matches(operator)) {
        tokens.add(new Token(Token.Kind.OPERATOR, operator.group()));
      } else if (!matches(space)) {
        throw TemplateException.syntax(
            "unexpected char " + Repr.of(String.valueOf(c)) + " at " + at);
      }
    }
    tokens.add(Token.END);
  }

  private boolean matches(Matcher matcher) {
    matcher.region(at, source.length());
    matcher.useTransparentBounds(true);
    if (matcher.lookingAt()) {
      at = matcher.end();
      return true;
    }
    return false;
  }

  private static Object integer(String text) {
    String digits = text.replace("_", "");
    char mark = digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : '0';
    int radix =
        switch (mark) {
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 10;
        };
    if (digits.length() > 4300) {
      throw TemplateException.syntax("Exceeds the limit (4300 digits) for integer literals");
    }
    return Values.normal(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
  }

  private void string(char quote) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < source.length() && source.charAt(at) != quote) {
      char c = source.charAt(at++);
      if (c == '\\' && at < source.length()) {
        escape(source.charAt(at++), text);
      } else {
        text.append(c);
      }
    }
    if (at >= source.length()) {
      throw TemplateException.syntax("a text is not closed");
    }
    at++;
    tokens.add(new Token(Token.Kind.STRING, text.toString()));
  }

  private void escape(char c, StringBuilder text) {
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'a' -> text.append('\u0007');
      case 'v' -> text.append('\u000b');
      case '\n' -> {}
      case '\\', '\'', '"' -> text.append(c);
      case 'x' -> hex(2, text);
      case 'u' -> hex(4, text);
      case 'U' -> hex(8, text);
      default -> {
        if (c >= '0' && c <= '7') {
          octal(c, text);
        } else {
          text.append('\\').append(c);
        }
      }
    }
  }

  private void hex(int digits, StringBuilder text) {
    if (at + digits > source.length()) {
      throw TemplateException.syntax("truncated \\x escape");
    }
    try {
      int codePoint = Integer.parseUnsignedInt(source, at, at + digits, 16);
      text.appendCodePoint(codePoint);
    } catch (IllegalArgumentException notHex) {
      throw TemplateException.syntax("truncated \\x escape");
    }
    at += digits;
  }

  private void octal(char first, StringBuilder text) {
    int value = first - '0';
    for (int i = 0; i < 2 && at < source.length(); i++) {
      char c = source.charAt(at);
      if (c < '0' || c > '7') {
        break;
      }
      value = value * 8 + c - '0';
      at++;
    }
    text.appendCodePoint(value);
  }
}
