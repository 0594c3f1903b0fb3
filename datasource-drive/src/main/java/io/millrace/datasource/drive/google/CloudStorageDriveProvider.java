package io.millrace.datasource.drive.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.DriveProvider;
import io.millrace.datasource.drive.OAuth;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.datasource.drive.Tokens;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Offers Google Cloud Storage (spec/05 §9).
 *
 * @since 0.1
 */
public final class CloudStorageDriveProvider extends DriveProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public CloudStorageDriveProvider() {}

  @Override
  public String id() {
    return "google_cloud_storage";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("gcs");
  }

  @Override
  public String service() {
    return "Google Cloud Storage";
  }

  @Override
  public String reachedBy() {
    return "JSON API over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return List.of(
        secret("credentials", false, "JSON key of a service account; not needed when anonymous"),
        field("bucket_names", false, "Buckets to show, with commas; all of the project by default"),
        field("anonymous", false, "true signs nothing, for public buckets"),
        field("endpoint", false, "Another address of the API"),
        field("token_endpoint", false, "Another address to get tokens at"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Rest rest = account.rest();
    URI base = account.address("endpoint", "https://storage.googleapis.com");
    String project = "";
    Tokens tokens = null;
    if (!account.isSet("anonymous")) {
      String scope = "https://www.googleapis.com/auth/devstorage.read_only";
      tokens = new ServiceAccountTokens(account, rest, scope);
      JsonNode key = ServiceAccountTokens.parse(account.required("credentials"));
      project = key.path("project_id").asText("");
    }
    SignedIn calls = new SignedIn(rest, tokens, OAuth.REFUSED, reply -> false);
    return new CloudStorageDrive(calls, rest, base, project, account.list("bucket_names"));
  }
}
