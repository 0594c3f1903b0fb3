package io.millrace.template.jinjava;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that one scope of a running template defines. */
final class Frame {
  final Run run;
  private final @Nullable Frame parent;
  private @Nullable Map<String, Object> names;

  private Frame(Run run, @Nullable Frame parent) {
    this.run = run;
    this.parent = parent;
  }

  static Frame root(Run run) {
    return new Frame(run, null);
  }

  Frame child() {
    return new Frame(run, this);
  }

  Frame top() {
    Frame frame = this;
    while (frame.parent != null) {
      frame = frame.parent;
    }
    return frame;
  }

  Object get(String name) {
    for (Frame frame = this; frame != null; frame = frame.parent) {
      Object value = frame.names == null ? null : frame.names.get(name);
      if (value != null) {
        return value;
      }
    }
    return run.global(name);
  }

  void set(String name, Object value) {
    if (names == null) {
      names = new HashMap<>();
    }
    names.put(name, value);
  }
}
