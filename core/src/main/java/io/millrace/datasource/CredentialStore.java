package io.millrace.datasource;

import java.util.List;
import java.util.Optional;

/**
 * Where credentials are kept.
 *
 * <p>Implementations must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface CredentialStore {

  /** A store that has none. */
  CredentialStore EMPTY =
      new CredentialStore() {
        @Override
        public Optional<Credential> find(String id) {
          return Optional.empty();
        }

        @Override
        public Optional<Credential> defaultFor(String provider) {
          return Optional.empty();
        }
      };

  /** Returns the credential with that id. */
  Optional<Credential> find(String id);

  /** Returns the credential that a provider uses when an item names none. */
  Optional<Credential> defaultFor(String provider);

  /** Returns a provider's credentials, the default one first; that one alone unless overridden. */
  default List<Credential> list(String provider) {
    return defaultFor(provider).stream().toList();
  }

  /** Keeps a refreshed credential in the place of the one with its id; does nothing by default. */
  default void replace(Credential refreshed) {}
}
