package io.millrace.datasource.crawl;

import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials of one provider. */
final class Credentials {
  private final CredentialStore store;
  private final String provider;

  Credentials(CredentialStore store, String provider) {
    this.store = store;
    this.provider = provider;
  }

  /**
   * Returns the credential with an id, or the default one for {@code null}.
   *
   * @throws DatasourceException if there is none with that id
   */
  Optional<Credential> find(@Nullable String id) {
    if (id == null || id.isBlank()) {
      return store.defaultFor(provider);
    }
    return Optional.of(
        store
            .find(id)
            .orElseThrow(
                () ->
                    DatasourceException.permanent(
                        "There is no credential '%s'. Leave credential_id out to use the default one"
                            .formatted(id),
                        null)));
  }

  /** Returns the headers with which sites are signed in at, or {@code null} for none. */
  @Nullable String siteHeaders(@Nullable String id) {
    return find(id).flatMap(found -> found.value(Visitor.HEADERS_FIELD)).orElse(null);
  }
}
