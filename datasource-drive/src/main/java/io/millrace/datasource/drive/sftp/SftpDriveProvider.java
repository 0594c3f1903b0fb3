package io.millrace.datasource.drive.sftp;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;
import java.util.Set;

/**
 * Offers SFTP servers.
 *
 * @since 0.1
 */
public final class SftpDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public SftpDriveProvider() {}

  @Override
  public String id() {
    return "sftp";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("ssh");
  }

  @Override
  public String service() {
    return "SFTP";
  }

  @Override
  public String reachedBy() {
    return "SFTP over SSH";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("host", true, "The server's name or address"),
        field("port", false, "22 by default"),
        field("username", true, "Who signs in"),
        secret("password", false, "Password"),
        secret("private_key", false, "Private key in PEM or OpenSSH form, in place of a password"),
        secret("passphrase", false, "What the private key is locked with"),
        field(
            "host_key", false, "The server's fingerprint, SHA256:…; required unless any is taken"),
        field("accept_any_host_key", false, "true trusts whatever server answers"),
        field("root", false, "The folder to read; the user's own by default"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    if (account.value("host_key").isEmpty() && !account.isSet("accept_any_host_key")) {
      throw DatasourceException.permanent(
          "SFTP needs host_key, the server's fingerprint as 'ssh-keygen -lf' prints it (SHA256:…),"
              + " or accept_any_host_key=true to trust whatever server answers",
          null);
    }
    account.required("host");
    account.required("username");
    return new SftpDrive(new SftpSessions(account), account.value("root", "."));
  }
}
