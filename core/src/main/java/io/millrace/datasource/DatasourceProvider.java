package io.millrace.datasource;

import java.util.List;
import java.util.Set;

/**
 * What a datasource module offers to the engine.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
public interface DatasourceProvider {

  /** Returns the {@code provider_name} of pipeline files, such as {@code file}. */
  String id();

  /** Returns further provider names that pipeline files use for the same thing; none by default. */
  default Set<String> aliases() {
    return Set.of();
  }

  /** Returns the kind of datasource it opens. */
  DatasourceType type();

  /** Returns the credentials it takes; none by default. */
  default List<CredentialField> credentialFields() {
    return List.of();
  }

  /** Opens the datasource for an engine; called once, at first use, and cheap. */
  Datasource open(DatasourceContext context);
}
