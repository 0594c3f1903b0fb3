package io.millrace.datasource.drive.s3;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;
import java.util.Set;

/**
 * Offers Alibaba Cloud OSS, by the S3 protocol that it speaks beside its own (spec/05 §9).
 *
 * @since 0.1
 */
public final class AliyunOssDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public AliyunOssDriveProvider() {}

  @Override
  public String id() {
    return "aliyun_oss";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("oss", "alibaba_oss");
  }

  @Override
  public String service() {
    return "Alibaba Cloud OSS";
  }

  @Override
  public String reachedBy() {
    return "S3 over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("access_key_id", true, "Id of the key"),
        secret("access_key_secret", true, "The key's secret"),
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
        "https://s3.oss-REGION.aliyuncs.com".replace("REGION", region),
        account.value("path_style", "false").equalsIgnoreCase("true"),
        new S3DriveProvider.KeyFields("access_key_id", "access_key_secret"),
        "continuation_token");
  }
}
