package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the pieces of a template into statements. */
final class StatementParser {
  private static final int MAX_DEPTH = 60;

  private final List<Segment> segments;
  private final NamesUsed names = new NamesUsed();
  private final Map<String, Stmt> blocks = new HashMap<>();
  private final TagParser tags = new TagParser(this);
  private int at;
  private int depth;

  StatementParser(List<Segment> segments) {
    this.segments = segments;
  }

  Stmt parse() {
    return body(Set.of(), "").body();
  }

  NamesUsed names() {
    return names;
  }

  Map<String, Stmt> blocks() {
    return blocks;
  }

  ExpressionParser expressions(Tokens tokens) {
    return new ExpressionParser(tokens, names);
  }

  /**
   * What a block holds.
   *
   * @param endName the tag that ended it
   * @param end what follows that name in the tag
   */
  record Body(Stmt body, String endName, Tokens end) {}

  /** Reads statements up to one of these tags. */
  Body body(Set<String> endNames, String innermost) {
    if (++depth > MAX_DEPTH) {
      throw TemplateException.syntax("Blocks are nested deeper than " + MAX_DEPTH + " levels");
    }
    List<Stmt> statements = new ArrayList<>();
    while (at < segments.size()) {
      Segment segment = segments.get(at++);
      if (segment.kind() == Segment.Kind.TEXT) {
        String text = segment.text();
        statements.add((frame, out) -> out.append(text));
        continue;
      }
      Tokens tokens = new Tokens(ExpressionLexer.tokens(segment.text()));
      if (segment.kind() == Segment.Kind.PRINT) {
        Expr value = expressions(tokens).tuple(true);
        tokens.expectEnd();
        statements.add(print(value));
        continue;
      }
      if (tokens.peek().kind() != Token.Kind.NAME) {
        throw TemplateException.syntax("tag name expected");
      }
      String name = tokens.next().text();
      if (endNames.contains(name)) {
        depth--;
        return new Body(Stmt.sequence(statements), name, tokens);
      }
      statements.add(tags.parse(name, tokens, innermost));
    }
    if (!endNames.isEmpty()) {
      throw TemplateException.syntax(
          "Unexpected end of template. Jinja was looking for the following tags: "
              + "'"
              + String.join("' or '", new java.util.TreeSet<>(endNames))
              + "'. The innermost block that needs to be closed is '"
              + innermost
              + "'.");
    }
    depth--;
    return new Body(Stmt.sequence(statements), "", new Tokens(List.of(Token.END)));
  }

  static Stmt print(Expr value) {
    return (frame, out) -> {
      Object result = value.eval(frame);
      out.append(frame.run.autoescape ? Markup.escape(result).text() : Texts.str(result));
    };
  }
}
