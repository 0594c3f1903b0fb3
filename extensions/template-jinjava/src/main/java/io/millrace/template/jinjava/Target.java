package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;

/** What an assignment fills: a name, names, or an attribute of a namespace. */
@FunctionalInterface
interface Target {

  void assign(Frame frame, Object value);

  static Target name(String name) {
    return (frame, value) -> frame.set(name, value);
  }

  static Target attribute(String owner, String attribute) {
    return (frame, value) -> {
      if (!(frame.get(owner) instanceof Namespace namespace)) {
        throw TemplateException.runtime("cannot assign attribute on non-namespace object");
      }
      namespace.set(attribute, value);
    };
  }

  static Target unpacking(List<Target> targets) {
    return (frame, value) -> {
      List<Object> values = Iteration.list(frame.run, value);
      if (values.size() != targets.size()) {
        throw TemplateException.value(
            values.size() > targets.size()
                ? "too many values to unpack (expected " + targets.size() + ")"
                : "not enough values to unpack (expected "
                    + targets.size()
                    + ", got "
                    + values.size()
                    + ")");
      }
      for (int i = 0; i < values.size(); i++) {
        targets.get(i).assign(frame, values.get(i));
      }
    };
  }

  /** Reads the left side of {@code for} or {@code set}. */
  static Target parse(Tokens tokens) {
    List<Target> targets = new ArrayList<>();
    boolean many = false;
    do {
      if (tokens.peek().kind() != Token.Kind.NAME && !tokens.peek().isOperator("(")) {
        break;
      }
      if (tokens.peek().isName("in") && many) {
        break;
      }
      targets.add(single(tokens));
      many |= tokens.peek().isOperator(",");
    } while (tokens.skip(","));
    if (targets.isEmpty()) {
      throw tokens.unexpected("expected a name to assign to");
    }
    return many ? unpacking(targets) : targets.get(0);
  }

  private static Target single(Tokens tokens) {
    if (tokens.skip("(")) {
      Target inside = parse(tokens);
      tokens.expect(")");
      return inside;
    }
    String name = tokens.expectName();
    if (isConstant(name)) {
      throw TemplateException.syntax("can't assign to '" + name + "'");
    }
    return tokens.skip(".") ? attribute(name, tokens.expectName()) : name(name);
  }

  private static boolean isConstant(String name) {
    return switch (name) {
      case "true", "false", "none", "True", "False", "None" -> true;
      default -> false;
    };
  }
}
