package io.millrace.template.jinjava;

import org.jspecify.annotations.Nullable;

/** An object of the engine that templates can ask for attributes. */
interface HasAttributes {

  /** Returns the attribute, or {@code null} when there is none of that name. */
  @Nullable Object attribute(String name);
}
