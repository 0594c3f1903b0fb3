package io.millrace.datasource.drive.s3;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;
import java.util.Set;

/**
 * Offers Backblaze B2, by the S3 protocol that it speaks beside its own (spec/05 §9).
 *
 * @since 0.1
 */
public final class BackblazeB2DriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public BackblazeB2DriveProvider() {}

  @Override
  public String id() {
    return "b2";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("backblaze_b2");
  }

  @Override
  public String service() {
    return "Backblaze B2";
  }

  @Override
  public String reachedBy() {
    return "S3 over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("application_key_id", true, "Id of the key"),
        secret("application_key", true, "The key's secret"),
        field("region", true, "Region of the buckets"),
        field("endpoint", false, "Another address than the region's own"),
        secret("session_token", false, "Token of temporary keys"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    String region = account.required("region").strip();
    return S3DriveProvider.connect(
        account,
        region,
        "https://s3.REGION.backblazeb2.com".replace("REGION", region),
        account.value("path_style", "true").equalsIgnoreCase("true"),
        new S3DriveProvider.KeyFields("application_key_id", "application_key"),
        "continuation_token");
  }
}
