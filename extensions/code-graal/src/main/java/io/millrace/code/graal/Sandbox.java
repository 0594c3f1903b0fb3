package io.millrace.code.graal;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A context with the script that runs code inside it; used by one thread. */
final class Sandbox implements AutoCloseable {
  private static final int KEPT_CODE = 64;

  private final Language language;
  private final Context context;
  private final Value compile;
  private final Value run;
  private final Value settle;
  private final Value clean;
  private final Cache<String, Value> compiled =
      CacheBuilder.newBuilder().maximumSize(KEPT_CODE).build();
  private final int maxCharacters;

  Sandbox(Language language, Context context, CallLimits limits) {
    this.language = language;
    this.context = context;
    this.maxCharacters = limits.outputCharacters();
    Source script =
        Source.newBuilder(language.id(), language.sandboxScript(), "millrace-sandbox")
            .buildLiteral();
    Value functions = context.eval(script);
    this.compile = functions.getArrayElement(0);
    this.run = functions.getArrayElement(1);
    this.settle = functions.getArrayElement(2);
    this.clean = functions.getArrayElement(3);
  }

  /**
   * Calls the code's {@code main}.
   *
   * @throws PolyglotException if the context was stopped or cannot go on
   */
  CallResult call(String code, String inputs) {
    try {
      return new CallResult(json(code, inputs), null, isClean());
    } catch (PolyglotException failure) {
      if (!failure.isGuestException()
          || failure.isCancelled()
          || failure.isExit()
          || failure.isResourceExhausted()) {
        throw failure;
      }
      return new CallResult("", Failures.of(failure, language), isClean());
    }
  }

  private String json(String code, String inputs) {
    Value program = compiled.getIfPresent(code);
    if (program == null) {
      program = compile.execute(code);
      compiled.put(code, program);
    }
    // What main leaves to be done later (a promise) is done when run returns.
    return settle.execute(run.execute(program, inputs, maxCharacters)).asString();
  }

  private boolean isClean() {
    return clean.execute().asBoolean();
  }

  /** Stops what runs in the context, from any thread. */
  @Override
  public void close() {
    context.close(true);
  }
}
