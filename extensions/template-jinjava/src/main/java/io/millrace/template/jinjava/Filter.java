package io.millrace.template.jinjava;

/** What {@code value|name(arguments)} calls. */
@FunctionalInterface
interface Filter {

  Object apply(Run run, Object value, Args args);
}
