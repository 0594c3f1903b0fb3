package io.millrace.template.jinjava;

import java.util.List;

/** A compiled statement: keeps nothing of a render. */
@FunctionalInterface
interface Stmt {

  void run(Frame frame, Out out);

  static Stmt sequence(List<Stmt> statements) {
    if (statements.size() == 1) {
      return statements.get(0);
    }
    Stmt[] all = statements.toArray(Stmt[]::new);
    return (frame, out) -> {
      for (Stmt statement : all) {
        statement.run(frame, out);
      }
    };
  }
}
