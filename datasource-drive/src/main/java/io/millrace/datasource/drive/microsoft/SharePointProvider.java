package io.millrace.datasource.drive.microsoft;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import io.millrace.datasource.drive.OAuth;
import java.util.List;
import java.util.Set;

/**
 * Offers the document libraries of SharePoint (spec/05 §9).
 *
 * @since 0.1
 */
public final class SharePointProvider extends DriveProvider {
  private static final String REFUSED =
      "SharePoint access token expired or was revoked. Please re-authorize the datasource.";

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public SharePointProvider() {}

  @Override
  public String id() {
    return "sharepoint";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("sharepoint_datasource");
  }

  @Override
  public String service() {
    return "SharePoint";
  }

  @Override
  public String reachedBy() {
    return "Microsoft Graph over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return GraphAccount.fields();
  }

  @Override
  protected Drive connect(DriveAccount account) {
    String scope = "openid offline_access User.Read Sites.Read.All Files.Read.All";
    return new SharePoint(GraphAccount.open(account, scope, OAuth.MISSING, REFUSED));
  }
}
