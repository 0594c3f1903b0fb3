package io.millrace.datasource.drive.s3;

import java.util.Set;

/**
 * Offers Backblaze B2, by the S3 protocol that it speaks beside its own (spec/05 §9).
 *
 * @since 0.1
 */
public final class BackblazeB2DriveProvider extends RegionalStoreProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public BackblazeB2DriveProvider() {
    super(
        new S3Account.KeyFields("application_key_id", "application_key"),
        "https://s3.REGION.backblazeb2.com",
        true,
        "continuation_token");
  }

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
}
