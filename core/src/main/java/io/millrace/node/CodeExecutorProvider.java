package io.millrace.node;

import java.util.Set;

/**
 * Makes the executors of {@code code} nodes.
 *
 * <p>Found with {@link java.util.ServiceLoader}. Needs a public no-argument constructor that opens
 * nothing.
 *
 * @since 0.1
 */
public interface CodeExecutorProvider {

  /** Returns this provider's id, unique among providers. */
  String id();

  /** Returns the values of {@code code_language} it serves: {@code javascript}, {@code python3}. */
  Set<String> languages();

  /**
   * Returns an executor; called once an engine and language. Must be cheap: the language itself is
   * loaded by the first call.
   *
   * @param language one of {@link #languages()}
   */
  CodeExecutor open(String language);
}
