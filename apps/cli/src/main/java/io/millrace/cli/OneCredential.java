package io.millrace.cli;

import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import java.util.Optional;

/** The credential of the command line: every provider's default one, kept nowhere. */
final class OneCredential implements CredentialStore {
  static final String ID = "command-line";

  private volatile ImmutableMap<String, String> fields;

  OneCredential(ImmutableMap<String, String> fields) {
    this.fields = fields;
  }

  @Override
  public Optional<Credential> find(String id) {
    return id.equals(ID) ? defaultFor("") : Optional.empty();
  }

  @Override
  public Optional<Credential> defaultFor(String provider) {
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential(ID, "command line", provider, fields));
  }

  /** Tokens that a provider refreshed serve the rest of the run. */
  @Override
  public void replace(Credential refreshed) {
    fields = refreshed.values();
  }
}
