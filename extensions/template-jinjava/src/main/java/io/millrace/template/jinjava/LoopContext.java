package io.millrace.template.jinjava;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code loop} variable of a {@code for} block. */
final class LoopContext implements HasAttributes, Function {
  private final Run run;
  private final List<Object> items;
  private final int depth;
  private final @Nullable Function recursion;
  private int index0 = -1;
  private @Nullable List<Object> lastChecked;

  LoopContext(Run run, List<Object> items, int depth, @Nullable Function recursion) {
    this.run = run;
    this.items = items;
    this.depth = depth;
    this.recursion = recursion;
  }

  /** Moves to the next element; returns whether there is one. */
  boolean advance() {
    run.step();
    return ++index0 < items.size();
  }

  Object current() {
    return Values.in(items.get(index0));
  }

  /** Returns how the variable itself prints: {@code <LoopContext 1/3>}. */
  String shown() {
    return "<LoopContext " + (index0 + 1) + "/" + items.size() + ">";
  }

  Iterator<Object> items() {
    return items.subList(Math.min(items.size(), index0 + 1), items.size()).iterator();
  }

  @Override
  public @Nullable Object attribute(String name) {
    int size = items.size();
    return switch (name) {
      case "index" -> index0 + 1L;
      case "index0" -> (long) index0;
      case "revindex" -> (long) size - index0;
      case "revindex0" -> size - index0 - 1L;
      case "first" -> index0 == 0;
      case "last" -> index0 == size - 1;
      case "length" -> (long) size;
      case "depth" -> depth + 1L;
      case "depth0" -> (long) depth;
      case "previtem" ->
          index0 == 0
              ? new Undefined("there is no previous item")
              : Values.in(items.get(index0 - 1));
      case "nextitem" ->
          index0 == size - 1
              ? new Undefined("there is no next item")
              : Values.in(items.get(index0 + 1));
      case "cycle" -> (Function) (caller, args) -> cycle(args);
      case "changed" -> (Function) (caller, args) -> changed(args);
      default -> null;
    };
  }

  private Object cycle(Args args) {
    if (args.count() == 0) {
      throw TemplateException.type("no items for cycling given");
    }
    return args.get(index0 % args.count());
  }

  private boolean changed(Args args) {
    boolean changed = lastChecked == null || !Comparison.equal(lastChecked, args.positional());
    lastChecked = args.positional();
    return changed;
  }

  @Override
  public Object call(Run caller, Args args) {
    if (recursion == null) {
      throw TemplateException.type(
          "The loop must have the 'recursive' marker to be called recursively.");
    }
    return recursion.call(caller, args);
  }
}
