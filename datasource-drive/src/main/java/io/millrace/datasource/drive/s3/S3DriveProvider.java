package io.millrace.datasource.drive.s3;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;
import java.util.Set;

/**
 * Offers Amazon S3, and every store that speaks its protocol, by its {@code endpoint} (spec/05 §9).
 *
 * @since 0.1
 */
public final class S3DriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public S3DriveProvider() {}

  @Override
  public String id() {
    return "aws_s3_storage";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("s3", "aws_s3", "minio");
  }

  @Override
  public String service() {
    return "Amazon S3";
  }

  @Override
  public String reachedBy() {
    return "S3 over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        field("access_key_id", false, "Id of the access key; not needed when anonymous"),
        secret("secret_access_key", false, "The access key's secret"),
        field("region_name", false, "Region of the buckets; us-east-1 by default"),
        field(
            "endpoint", false, "Address of another store than Amazon's, such as https://host:9000"),
        secret("session_token", false, "Token of temporary keys"),
        field("path_style", false, "false puts the bucket into the host name; true by default"),
        field("anonymous", false, "true signs nothing, for public buckets"),
        field("requester_pays", false, "true agrees to pay for what is read"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    String region = account.value("region_name", "us-east-1").strip();
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return S3Account.connect(
        account,
        region,
        "https://s3." + region + suffix,
        !account.value("path_style", "true").equalsIgnoreCase("false"),
        new S3Account.KeyFields("access_key_id", "secret_access_key"),
        "continuation_token");
  }
}
