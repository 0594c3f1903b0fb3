package io.millrace.template.jinjava;

/** Python's {@code None} inside the engine, so that no reference there is ever null. */
enum None {
  NONE
}
