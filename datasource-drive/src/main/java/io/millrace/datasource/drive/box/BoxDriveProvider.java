package io.millrace.datasource.drive.box;

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
 * Offers Box (spec/05 §9).
 *
 * @since 0.1
 */
public final class BoxDriveProvider extends DriveProvider {
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
    return OAuth.fields();
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Rest rest = account.rest();
    OAuthTokens oauth = OAuth.tokens(account, rest, "https://api.box.com/oauth2/token");
    // a 202 says that the content is not ready yet, and when it will be
    SignedIn calls = new SignedIn(rest, oauth, OAuth.REFUSED, reply -> reply.status() == 202);
    return new BoxDrive(calls, rest, account.address("endpoint", "https://api.box.com/2.0"));
  }
}
