package io.millrace.code.graal;

import io.millrace.node.CodeExecutionException;
import java.io.InputStream;
import java.io.OutputStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/** Makes contexts of one language that can reach nothing of the host; they share parsed code. */
final class Contexts implements AutoCloseable {
  private final Language language;
  private @Nullable Engine engine;

  Contexts(Language language) {
    this.language = language;
  }

  /**
   * Returns a new context.
   *
   * @throws CodeExecutionException if the language is not installed
   */
  Context open() {
    Context.Builder builder =
        Context.newBuilder(language.id())
            .engine(engine())
            .allowExperimentalOptions(true)
            .allowHostAccess(HostAccess.NONE)
            .allowHostClassLoading(false)
            .allowIO(IOAccess.NONE)
            .allowCreateThread(false)
            .allowCreateProcess(false)
            .allowNativeAccess(false)
            .allowInnerContextOptions(false)
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .in(InputStream.nullInputStream())
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream());
    language.options().forEach(builder::option);
    return builder.build();
  }

  private synchronized Engine engine() {
    if (engine == null) {
      engine = newEngine();
    }
    return engine;
  }

  private Engine newEngine() {
    try {
      Engine made =
          Engine.newBuilder()
              .option("engine.WarnInterpreterOnly", "false")
              .out(OutputStream.nullOutputStream())
              .err(OutputStream.nullOutputStream())
              .build();
      if (made.getLanguages().containsKey(language.id())) {
        return made;
      }
      made.close();
    } catch (IllegalStateException noLanguageAtAll) {
      throw notInstalled(noLanguageAtAll);
    }
    throw notInstalled(null);
  }

  private CodeExecutionException notInstalled(@Nullable Throwable cause) {
    return new CodeExecutionException(
        "The language '%s' is not on the class path. Add the dependency org.graalvm.polyglot:%s (type pom)"
            .formatted(language.id(), language.artifact()),
        cause);
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close(true);
      engine = null;
    }
  }
}
