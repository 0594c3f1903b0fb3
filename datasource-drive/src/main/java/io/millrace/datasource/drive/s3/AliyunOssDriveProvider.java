package io.millrace.datasource.drive.s3;

import java.util.Set;

/**
 * Offers Alibaba Cloud OSS, by the S3 protocol that it speaks beside its own (spec/05 §9).
 *
 * @since 0.1
 */
public final class AliyunOssDriveProvider extends RegionalStoreProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public AliyunOssDriveProvider() {
    super(
        new S3Account.KeyFields("access_key_id", "access_key_secret"),
        "https://s3.oss-REGION.aliyuncs.com",
        false,
        "continuation_token");
  }

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
}
