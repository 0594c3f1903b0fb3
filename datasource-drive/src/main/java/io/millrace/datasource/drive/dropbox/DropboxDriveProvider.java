package io.millrace.datasource.drive.dropbox;

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
 * Offers Dropbox (spec/05 §9).
 *
 * @since 0.1
 */
public final class DropboxDriveProvider extends DriveProvider {
  private static final String REFUSED =
      "Authentication failed. The access token may have expired. Please refresh or reauthorize the"
          + " connection.";

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public DropboxDriveProvider() {}

  @Override
  public String id() {
    return "dropbox";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("dropbox_datasource");
  }

  @Override
  public String service() {
    return "Dropbox";
  }

  @Override
  public String reachedBy() {
    return "Dropbox API v2 over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        secret("access_token", false, "OAuth token; those of today last four hours"),
        secret("refresh_token", false, "Gets a new token when the old one has expired"),
        field("client_id", false, "The app's key, to refresh"),
        secret("client_secret", false, "The app's secret, to refresh"),
        field("expires_at", false, "When the token expires, in Unix seconds; -1 for never"),
        field("endpoint", false, "Another address of the API"),
        field("content_endpoint", false, "Another address of the API's content calls"),
        field("token_endpoint", false, "Another address to refresh tokens at"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Rest rest = account.rest();
    URI tokens = account.address("token_endpoint", "https://api.dropboxapi.com/oauth2/token");
    OAuthTokens oauth =
        new OAuthTokens(
            account,
            rest,
            tokens,
            Map.of(),
            new OAuthTokens.Texts("Access token not found in credentials", REFUSED));
    return new DropboxDrive(
        new SignedIn(rest, oauth, REFUSED, reply -> false),
        rest,
        account.address("endpoint", "https://api.dropboxapi.com/2"),
        account.address("content_endpoint", "https://content.dropboxapi.com/2"));
  }
}
