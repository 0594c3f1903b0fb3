package io.millrace.template.jinjava;

import org.jspecify.annotations.Nullable;

/** Compiled operators. */
final class Operators {
  private Operators() {}

  static Expr binary(String operator, Expr left, Expr right) {
    return switch (operator) {
      case "+" -> frame -> Arithmetic.add(frame.run, left.eval(frame), right.eval(frame));
      case "-" -> frame -> Arithmetic.subtract(left.eval(frame), right.eval(frame));
      case "*" -> frame -> Arithmetic.multiply(frame.run, left.eval(frame), right.eval(frame));
      case "/" -> frame -> Arithmetic.divide(left.eval(frame), right.eval(frame));
      case "//" -> frame -> Arithmetic.floorDivide(left.eval(frame), right.eval(frame));
      case "%" -> frame -> Arithmetic.modulo(frame.run, left.eval(frame), right.eval(frame));
      case "**" -> frame -> Arithmetic.power(left.eval(frame), right.eval(frame));
      case "~" -> frame -> concatenate(frame.run, left.eval(frame), right.eval(frame));
      case "and" ->
          frame -> {
            Object value = left.eval(frame);
            return Values.truth(value) ? right.eval(frame) : value;
          };
      case "or" ->
          frame -> {
            Object value = left.eval(frame);
            return Values.truth(value) ? value : right.eval(frame);
          };
      default -> throw new IllegalArgumentException("No operator " + operator);
    };
  }

  private static Object concatenate(Run run, Object left, Object right) {
    if (run.autoescape) {
      return Arithmetic.add(run, Markup.escape(left), Markup.escape(right));
    }
    return Arithmetic.add(run, Texts.str(left), Texts.str(right));
  }

  /** One link of a comparison: {@code < 5}. */
  record Link(String operator, Expr operand) {

    boolean holds(Run run, Object left, Object right) {
      return switch (operator) {
        case "==" -> Comparison.equal(left, right);
        case "!=" -> !Comparison.equal(left, right);
        case "<" -> Comparison.compare("<", left, right) < 0;
        case "<=" -> Comparison.compare("<=", left, right) <= 0;
        case ">" -> Comparison.compare(">", left, right) > 0;
        case ">=" -> Comparison.compare(">=", left, right) >= 0;
        case "in" -> Comparison.contains(run, right, left);
        default -> !Comparison.contains(run, right, left);
      };
    }
  }

  static Expr comparison(Expr first, java.util.List<Link> links) {
    return frame -> {
      Object left = first.eval(frame);
      for (Link link : links) {
        Object right = link.operand().eval(frame);
        if (!link.holds(frame.run, left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    };
  }

  static Expr conditional(Expr test, Expr yes, @Nullable Expr no) {
    return frame -> {
      if (Values.truth(test.eval(frame))) {
        return yes.eval(frame);
      }
      return no == null
          ? new Undefined(
              "the inline if-expression evaluated to false and no else section was defined.")
          : no.eval(frame);
    };
  }

  static Expr call(Expr callee, CallArguments arguments) {
    return frame -> {
      Object function = callee.eval(frame);
      frame.run.step();
      if (function instanceof Function callable) {
        return callable.call(frame.run, arguments.eval(frame));
      } else if (function instanceof Undefined undefined) {
        throw undefined.failure();
      }
      throw TemplateException.type("'" + PythonTypes.name(function) + "' object is not callable");
    };
  }
}
