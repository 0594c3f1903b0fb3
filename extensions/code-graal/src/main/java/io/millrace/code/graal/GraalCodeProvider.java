package io.millrace.code.graal;

import io.millrace.node.CodeExecutor;
import io.millrace.node.CodeExecutorProvider;
import java.util.Set;

/**
 * Runs {@code javascript} and {@code python3}.
 *
 * <p>The languages themselves are optional: {@code org.graalvm.polyglot:js-community} and {@code
 * org.graalvm.polyglot:python-community} (both of type {@code pom}). Code in a language that is not
 * on the class path fails with a message that says which to add.
 *
 * @since 0.1
 */
public final class GraalCodeProvider implements CodeExecutorProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public GraalCodeProvider() {}

  @Override
  public String id() {
    return "code-graal";
  }

  @Override
  public Set<String> languages() {
    return Language.NAMES.keySet();
  }

  @Override
  public CodeExecutor open(String language) {
    Language known = Language.NAMES.get(language);
    if (known == null) {
      throw new IllegalArgumentException(
          "No language '" + language + "'. Known: " + Language.NAMES.keySet());
    }
    return new GraalCodeExecutor(known, CallLimits.DEFAULT);
  }
}
