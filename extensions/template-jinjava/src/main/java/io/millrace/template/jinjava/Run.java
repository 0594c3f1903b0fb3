package io.millrace.template.jinjava;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One render: what it may still use, and what its parts share. */
final class Run {
  private static final int CHECK_EVERY = 1 << 10;

  final TemplateLimits limits;
  final Map<String, Stmt> blocks;
  boolean autoescape;
  private final Map<String, Object> inputs;
  private final long deadlineNanos;
  private final BooleanSupplier cancelled;
  private final Map<Object, Object> state = new HashMap<>();
  private long work;
  private long nextCheck = CHECK_EVERY;
  private int depth;

  Run(
      TemplateLimits limits,
      Map<String, Object> inputs,
      Map<String, Stmt> blocks,
      long deadlineNanos,
      BooleanSupplier cancelled) {
    this.limits = limits;
    this.inputs = inputs;
    this.blocks = blocks;
    this.deadlineNanos = deadlineNanos;
    this.cancelled = cancelled;
  }

  /** Returns the variable of the node or the global function of that name. */
  Object global(String name) {
    Object value = inputs.get(name);
    if (value == null) {
      value = Globals.get(name);
    }
    if (value != null) {
      return value;
    }
    return name.equals("self") ? new Blocks(blocks, this) : Undefined.name(name);
  }

  /** What lives as long as the render. */
  Map<Object, Object> state() {
    return state;
  }

  /** Counts one step of work, and stops a render that has no time or is no longer wanted. */
  void step() {
    spend(1);
  }

  /**
   * Counts characters or elements before they are made.
   *
   * @throws TemplateException if the render has used what it may use
   */
  void spend(long amount) {
    work += amount;
    if (work >= nextCheck) {
      check();
    }
  }

  private void check() {
    nextCheck = work + CHECK_EVERY;
    if (work > limits.work()) {
      throw TemplateException.limit(
          "The template does too much: more than "
              + limits.work()
              + " loop rounds, calls, characters and elements");
    }
    if (Thread.currentThread().isInterrupted() || cancelled.getAsBoolean()) {
      throw TemplateException.limit("The template was stopped");
    }
    if (System.nanoTime() - deadlineNanos > 0) {
      throw TemplateException.limit(
          "The template took too long: it may render for "
              + limits.time().toMillis()
              + " ms and not longer than its run");
    }
  }

  void enter() {
    step();
    if (++depth > limits.depth()) {
      throw TemplateException.limit("maximum recursion depth exceeded");
    }
  }

  void leave() {
    depth--;
  }
}
