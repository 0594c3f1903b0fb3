package io.millrace.template.jinjava;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code self} of a template: renders its blocks by name. */
record Blocks(Map<String, Stmt> blocks, Run run) implements HasAttributes {

  @Override
  public @Nullable Object attribute(String name) {
    Stmt block = blocks.get(name);
    if (block == null) {
      return null;
    }
    return (Function)
        (caller, args) -> {
          run.enter();
          Out out = new Out(run);
          block.run(Frame.root(run), out);
          run.leave();
          return out.toString();
        };
  }
}
