package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * The values with which a provider signs in. Never shows them.
 *
 * @param id unique in its store
 * @param name shown to people
 * @param provider the provider's id
 * @param values by field name
 * @since 0.1
 */
public record Credential(
    String id, String name, String provider, ImmutableMap<String, String> values) {
  public Credential {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(provider, "provider");
    requireNonNull(values, "values");
  }

  /** Returns the value of a field. */
  public Optional<String> value(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /** Names the credential and its fields, never their values. */
  @Override
  public String toString() {
    return "Credential[" + id + " of " + provider + ", fields " + values.keySet() + "]";
  }
}
