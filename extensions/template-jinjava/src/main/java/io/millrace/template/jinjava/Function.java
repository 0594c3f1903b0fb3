package io.millrace.template.jinjava;

/** Anything a template can call. */
@FunctionalInterface
interface Function {

  Object call(Run run, Args args);
}
