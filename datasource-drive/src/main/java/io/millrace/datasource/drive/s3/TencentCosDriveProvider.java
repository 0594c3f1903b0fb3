package io.millrace.datasource.drive.s3;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;
import java.util.Set;

/**
 * Offers Tencent COS, by the S3 protocol that it speaks beside its own (spec/05 §9).
 *
 * @since 0.1
 */
public final class TencentCosDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public TencentCosDriveProvider() {}

  @Override
  public String id() {
    return "tencent_cos_storage";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("cos", "tencent_cos");
  }

  @Override
  public String service() {
    return "Tencent COS";
  }

  @Override
  public String reachedBy() {
    return "S3 over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("secret_id", true, "Id of the key"),
        secret("secret_key", true, "The key's secret"),
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
        "https://cos.REGION.myqcloud.com".replace("REGION", region),
        account.value("path_style", "false").equalsIgnoreCase("true"),
        new S3DriveProvider.KeyFields("secret_id", "secret_key"),
        "marker");
  }
}
