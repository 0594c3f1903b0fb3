package io.millrace.datasource.drive.s3;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import java.net.URI;

/** How an account of a store that speaks S3 is signed in. */
final class S3Account {
  private S3Account() {}

  /** What a service calls the two halves of a key. */
  record KeyFields(String id, String secret) {}

  static Drive connect(
      DriveAccount account,
      String region,
      String usualEndpoint,
      boolean pathStyle,
      KeyFields fields,
      String cursorName) {
    URI endpoint = account.address("endpoint", usualEndpoint);
    boolean anonymous = account.isSet("anonymous");
    if (!anonymous && account.value(fields.id()).isEmpty()) {
      throw DatasourceException.permanent(
          "Credentials not found: %s needs %s and %s, or anonymous=true for a public bucket"
              .formatted(account.service(), fields.id(), fields.secret()),
          null);
    }
    S3Settings.Keys keys =
        anonymous
            ? null
            : new S3Settings.Keys(
                account.required(fields.id()).strip(),
                account.required(fields.secret()).strip(),
                account.value("session_token").orElse(null));
    S3Settings settings =
        new S3Settings(endpoint, region, pathStyle, keys, account.isSet("requester_pays"));
    S3Calls calls = new S3Calls(account.rest(), account.service(), settings, account.clock());
    return new S3Drive(calls, settings, cursorName);
  }
}
