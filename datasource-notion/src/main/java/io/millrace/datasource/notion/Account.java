package io.millrace.datasource.notion;

import io.millrace.datasource.Credential;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who reads, and from which server. Never shows the token.
 *
 * @param credential where it is from
 * @param token the bearer token
 * @param base the API's address, without a slash at its end
 * @param version which version of the API is spoken
 * @param lane what the integration's requests share
 * @param settings the host's, and over them the credential's
 */
record Account(
    Credential credential,
    String token,
    URI base,
    ApiVersion version,
    Lane lane,
    Settings settings) {

  /** Returns a field of the credential, empty when it has none. */
  String field(String name) {
    return credential.value(name).orElse("");
  }

  /** Returns whether a new token can be had in the place of one that has expired. */
  boolean refreshable() {
    return !field("refresh_token").isEmpty()
        && !field("client_id").isEmpty()
        && !field("client_secret").isEmpty();
  }

  /** Returns the workspace that the token is for, or {@code null} when the credential is silent. */
  @Nullable String workspaceId() {
    return credential.value("workspace_id").filter(id -> !id.isEmpty()).orElse(null);
  }

  @Override
  public String toString() {
    return "Account[" + credential + "]";
  }
}
