package io.millrace.datasource.drive.box;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import io.millrace.datasource.drive.OAuthTokens;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Offers Box (spec/05 §9).
 *
 * @since 0.1
 */
public final class BoxDriveProvider extends DriveProvider {
  private static final String REFUSED =
      "Authentication failed. The access token may have expired. Please refresh or reauthorize the"
          + " connection.";

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public BoxDriveProvider() {}

  @Override
  public String id() {
    return "box";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("box_datasource");
  }

  @Override
  public String service() {
    return "Box";
  }

  @Override
  public String reachedBy() {
    return "Box API over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        secret("access_token", false, "OAuth token"),
        secret("refresh_token", false, "Gets a new token; each works once and brings the next"),
        field("client_id", false, "The OAuth client, to refresh"),
        secret("client_secret", false, "The OAuth client's secret, to refresh"),
        field("expires_at", false, "When the token expires, in Unix seconds; -1 for never"),
        field("endpoint", false, "Another address of the API"),
        field("token_endpoint", false, "Another address to refresh tokens at"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Rest rest = account.rest();
    URI tokens = account.address("token_endpoint", "https://api.box.com/oauth2/token");
    OAuthTokens oauth =
        new OAuthTokens(
            account,
            rest,
            tokens,
            Map.of(),
            new OAuthTokens.Texts("Access token not found in credentials", REFUSED));
    // a 202 says that the content is not ready yet, and when it will be
    SignedIn calls = new SignedIn(rest, oauth, REFUSED, reply -> reply.status() == 202);
    return new BoxDrive(calls, rest, account.address("endpoint", "https://api.box.com/2.0"));
  }
}
