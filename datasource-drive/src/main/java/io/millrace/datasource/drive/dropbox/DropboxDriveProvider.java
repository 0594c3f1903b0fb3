package io.millrace.datasource.drive.dropbox;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import io.millrace.datasource.drive.OAuth;
import io.millrace.datasource.drive.OAuthTokens;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import java.util.List;
import java.util.Set;

/**
 * Offers Dropbox (spec/05 §9).
 *
 * @since 0.1
 */
public final class DropboxDriveProvider extends DriveProvider {
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
    return OAuth.fields(
        field("content_endpoint", false, "Another address of the API's content calls"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Rest rest = account.rest();
    OAuthTokens oauth = OAuth.tokens(account, rest, "https://api.dropboxapi.com/oauth2/token");
    return new DropboxDrive(
        new SignedIn(rest, oauth, OAuth.REFUSED, reply -> false),
        rest,
        account.address("endpoint", "https://api.dropboxapi.com/2"),
        account.address("content_endpoint", "https://content.dropboxapi.com/2"));
  }
}
