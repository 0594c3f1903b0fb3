package io.millrace.datasource.drive.s3;

import java.util.Set;

/**
 * Offers Tencent COS, by the S3 protocol that it speaks beside its own (spec/05 §9).
 *
 * @since 0.1
 */
public final class TencentCosDriveProvider extends RegionalStoreProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public TencentCosDriveProvider() {
    super(
        new S3Account.KeyFields("secret_id", "secret_key"),
        "https://cos.REGION.myqcloud.com",
        false,
        "marker");
  }

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
}
