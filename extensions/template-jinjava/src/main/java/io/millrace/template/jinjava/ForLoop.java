package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled {@code for} block. */
record ForLoop(
    Target target,
    Expr iterable,
    @Nullable Expr condition,
    boolean recursive,
    Stmt body,
    @Nullable Stmt otherwise)
    implements Stmt {

  @Override
  public void run(Frame frame, Out out) {
    run(frame, out, iterable.eval(frame), 0);
  }

  private void run(Frame frame, Out out, Object values, int depth) {
    Run run = frame.run;
    List<Object> items = items(frame, values);
    Function recursion = recursive ? (caller, args) -> again(frame, args.get(0), depth + 1) : null;
    LoopContext loop = new LoopContext(run, items, depth, recursion);
    boolean any = false;
    while (loop.advance()) {
      any = true;
      Frame scope = frame.child();
      target.assign(scope, loop.current());
      scope.set("loop", loop);
      body.run(scope, out);
    }
    if (!any && otherwise != null) {
      otherwise.run(frame.child(), out);
    }
  }

  private Object again(Frame frame, Object values, int depth) {
    frame.run.enter();
    try {
      Out out = new Out(frame.run);
      run(frame, out, values, depth);
      return frame.run.autoescape ? new Markup(out.toString()) : out.toString();
    } finally {
      frame.run.leave();
    }
  }

  private List<Object> items(Frame frame, Object values) {
    if (condition == null) {
      return values instanceof List<?> list ? shared(list) : Iteration.list(frame.run, values);
    }
    List<Object> kept = new ArrayList<>();
    java.util.Iterator<Object> elements = Iteration.of(values);
    while (elements.hasNext()) {
      frame.run.step();
      Object element = elements.next();
      Frame scope = frame.child();
      target.assign(scope, element);
      if (Values.truth(condition.eval(scope))) {
        kept.add(element);
      }
    }
    return kept;
  }

  @SuppressWarnings("unchecked") // only read, and what is read goes through Values.in
  private static List<Object> shared(List<?> list) {
    return (List<Object>) list;
  }
}
