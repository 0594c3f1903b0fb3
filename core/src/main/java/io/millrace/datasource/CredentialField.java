package io.millrace.datasource;

import static java.util.Objects.requireNonNull;

/**
 * One field of a provider's credential.
 *
 * @param name as in the credential
 * @param secret whether its value must never be shown
 * @param required whether the provider cannot do without
 * @param help one sentence for people
 * @since 0.1
 */
public record CredentialField(String name, boolean secret, boolean required, String help) {
  public CredentialField {
    requireNonNull(name, "name");
    requireNonNull(help, "help");
  }
}
