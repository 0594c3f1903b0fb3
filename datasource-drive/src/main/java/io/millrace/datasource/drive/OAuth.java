package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.CredentialField;
import java.util.Map;

/** What the services have in common that are signed in to by OAuth 2 tokens. */
public final class OAuth {
  /** What is said of a token that is refused, where the service has no words of its own. */
  public static final String REFUSED =
      "Authentication failed. The access token may have expired. Please refresh or reauthorize the"
          + " connection.";

  /** What is said of a credential without a token. */
  public static final String MISSING = "Access token not found in credentials";

  private OAuth() {}

  /** Returns the fields of a token set, followed by those of the service alone. */
  public static ImmutableList<CredentialField> fields(CredentialField... others) {
    return ImmutableList.<CredentialField>builder()
        .add(DriveProvider.secret("access_token", false, "OAuth token that may read files"))
        .add(
            DriveProvider.secret(
                "refresh_token", false, "Gets a new token when the old one has expired"))
        .add(DriveProvider.field("client_id", false, "The OAuth client, to refresh"))
        .add(DriveProvider.secret("client_secret", false, "The OAuth client's secret, to refresh"))
        .add(
            DriveProvider.field(
                "expires_at", false, "When the token expires, in Unix seconds; -1 for never"))
        .add(others)
        .add(DriveProvider.field("endpoint", false, "Another address of the API"))
        .add(DriveProvider.field("token_endpoint", false, "Another address to refresh tokens at"))
        .build();
  }

  /** Reads the tokens of an account whose refreshes take no further fields. */
  public static OAuthTokens tokens(DriveAccount account, Rest rest, String usualEndpoint) {
    return new OAuthTokens(
        account,
        rest,
        account.address("token_endpoint", usualEndpoint),
        Map.of(),
        new OAuthTokens.Texts(MISSING, REFUSED));
  }
}
