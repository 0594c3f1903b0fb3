package io.millrace.datasource.drive.webdav;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Offers WebDAV servers, such as Nextcloud and ownCloud.
 *
 * @since 0.1
 */
public final class WebDavDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public WebDavDriveProvider() {}

  @Override
  public String id() {
    return "webdav";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("nextcloud", "owncloud");
  }

  @Override
  public String service() {
    return "WebDAV";
  }

  @Override
  public String reachedBy() {
    return "WebDAV over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field(
            "endpoint",
            true,
            "The folder to read, such as https://host/remote.php/dav/files/USER for Nextcloud"),
        field("username", false, "Who signs in"),
        secret("password", false, "Password, or an app's password"),
        secret("token", false, "Bearer token, in place of a password"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    account.required("endpoint");
    String authorization = "";
    if (account.value("token").isPresent()) {
      authorization = "Bearer " + account.required("token").strip();
    } else if (account.value("username").isPresent()) {
      String pair = account.required("username") + ":" + account.value("password", "");
      authorization =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    return new WebDavDrive(account.rest(), account.address("endpoint", ""), authorization);
  }
}
