package io.millrace.template.jinjava;

/** A compiled expression: keeps nothing of a render. */
@FunctionalInterface
interface Expr {

  Object eval(Frame frame);
}
