package io.millrace.datasource.drive.microsoft;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;
import java.util.Set;

/**
 * Offers OneDrive (spec/05 §9).
 *
 * @since 0.1
 */
public final class OneDriveProvider extends DriveProvider {
  private static final String REFUSED =
      "OneDrive access token expired or was revoked. Please re-authorize the datasource.";

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public OneDriveProvider() {}

  @Override
  public String id() {
    return "onedrive";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("one_drive");
  }

  @Override
  public String service() {
    return "OneDrive";
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
    String scope = "offline_access User.Read Files.Read Files.Read.All";
    return new OneDrive(GraphAccount.open(account, scope, "Credentials not found", REFUSED));
  }
}
