package io.millrace.datasource.drive.hdfs;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Offers HDFS by its WebHDFS or HttpFS interface.
 *
 * @since 0.1
 */
public final class HdfsDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public HdfsDriveProvider() {}

  @Override
  public String id() {
    return "hdfs";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("webhdfs");
  }

  @Override
  public String service() {
    return "HDFS";
  }

  @Override
  public String reachedBy() {
    return "WebHDFS over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("endpoint", true, "The name node's address, such as http://host:9870"),
        field("username", false, "Who reads, where the cluster asks for no proof"),
        secret("delegation", false, "Delegation token"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    account.required("endpoint");
    Map<String, String> who = new LinkedHashMap<>();
    account.value("delegation").ifPresent(token -> who.put("delegation", token.strip()));
    if (who.isEmpty()) {
      account.value("username").ifPresent(user -> who.put("user.name", user.strip()));
    }
    return new HdfsDrive(account.rest(), account.address("endpoint", ""), who);
  }
}
