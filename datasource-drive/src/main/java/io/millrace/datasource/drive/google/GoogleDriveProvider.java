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
import io.millrace.http.HttpReply;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Offers Google Drive (spec/05 §9).
 *
 * @since 0.1
 */
public final class GoogleDriveProvider extends DriveProvider {
  private static final Set<String> SLOW_DOWN =
      Set.of("rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded");

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public GoogleDriveProvider() {}

  @Override
  public String id() {
    return "google_drive";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("gdrive");
  }

  @Override
  public String service() {
    return "Google Drive";
  }

  @Override
  public String reachedBy() {
    return "Drive API v3 over HTTP";
  }

  @Override
  public List<CredentialField> credentialFields() {
    return OAuth.fields(
        secret("credentials", false, "JSON key of a service account, in place of tokens"),
        field(
            "subject", false, "Whose files the service account reads, where it may for a domain"));
  }

  @Override
  protected Drive connect(DriveAccount account) {
    Rest rest = account.rest();
    Tokens tokens =
        account.value("credentials").isPresent()
            ? new ServiceAccountTokens(
                account, rest, "https://www.googleapis.com/auth/drive.readonly")
            : OAuth.tokens(account, rest, "https://oauth2.googleapis.com/token");
    URI base = account.address("endpoint", "https://www.googleapis.com/drive/v3");
    return new GoogleDrive(
        new SignedIn(rest, tokens, OAuth.REFUSED, GoogleDriveProvider::isToSlowDown), rest, base);
  }

  /** Google refuses with a 403 also whoever asks too often. */
  private static boolean isToSlowDown(HttpReply reply) {
    return reply.status() == 403 && SLOW_DOWN.contains(reasonOf(reply));
  }

  /** Returns the reason that an error of Google's gives; empty without one. */
  static String reasonOf(HttpReply reply) {
    JsonNode error = Rest.errorJson(reply).path("error");
    return error.path("errors").path(0).path("reason").asText("");
  }
}
