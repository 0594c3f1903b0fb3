package io.millrace.datasource.drive.s3;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import java.util.List;

/**
 * A store that speaks S3 beside its own protocol, and has an address for each region (spec/05 §9).
 */
abstract class RegionalStoreProvider extends DriveProvider {
  private final S3Account.KeyFields keys;
  private final String address;
  private final boolean pathStyle;
  private final String cursorName;

  /**
   * Describes the store.
   *
   * @param address with {@code REGION} where the region stands
   * @param pathStyle whether a bucket is part of the path where the credential does not say
   * @param cursorName what Dify's plugin calls the cursor
   */
  RegionalStoreProvider(
      S3Account.KeyFields keys, String address, boolean pathStyle, String cursorName) {
    this.keys = keys;
    this.address = address;
    this.pathStyle = pathStyle;
    this.cursorName = cursorName;
  }

  @Override
  public final String reachedBy() {
    return "S3 over HTTP";
  }

  @Override
  public final List<CredentialField> credentialFields() {
    return List.of(
        field(keys.id(), false, "Id of the key; not needed when anonymous"),
        secret(keys.secret(), false, "The key's secret"),
        field("region", true, "Region of the buckets"),
        field("endpoint", false, "Another address than the region's own"),
        field(
            "path_style",
            false,
            "true puts the bucket into the path, false into the host name; %s by default"
                .formatted(pathStyle)),
        secret("session_token", false, "Token of temporary keys"),
        field("anonymous", false, "true signs nothing, for public buckets"));
  }

  @Override
  protected final Drive connect(DriveAccount account) {
    String region = account.required("region").strip();
    return S3Account.connect(
        account,
        region,
        address.replace("REGION", region),
        account.value("path_style", String.valueOf(pathStyle)).equalsIgnoreCase("true"),
        keys,
        cursorName);
  }
}
