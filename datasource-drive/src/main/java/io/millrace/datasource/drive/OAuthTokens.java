package io.millrace.datasource.drive;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2 token set: {@code access_token}, and to refresh it {@code refresh_token}, {@code
 * client_id}, {@code client_secret} and {@code expires_at} (Unix seconds; -1 for never), as Dify
 * keeps them (spec/05 §2). A refreshed set, also with a refresh token that took the place of the
 * one before, is given to the credential store.
 */
public final class OAuthTokens implements Tokens {
  private static final long EARLY_SECONDS = 60;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final DriveAccount account;
  private final Rest rest;
  private final URI endpoint;
  private final Map<String, String> extra;
  private final Texts texts;

  /**
   * What is said when there is no token, and when there is no longer one.
   *
   * @param missing no token at all
   * @param expired it has expired and cannot be refreshed
   */
  public record Texts(String missing, String expired) {}

  /**
   * Reads the tokens of an account.
   *
   * @param endpoint where tokens are refreshed
   * @param extra further fields of that call, such as {@code scope}
   */
  public OAuthTokens(
      DriveAccount account, Rest rest, URI endpoint, Map<String, String> extra, Texts texts) {
    this.account = account;
    this.rest = rest;
    this.endpoint = endpoint;
    this.extra = extra;
    this.texts = texts;
    if (account.value("access_token").isEmpty() && account.value("refresh_token").isEmpty()) {
      throw DatasourceException.permanent(texts.missing(), null);
    }
  }

  /** One thread refreshes for all. */
  @Override
  public synchronized String token(@Nullable String rejected) throws IOException {
    String token = usable(rejected);
    if (token == null && account.reload()) {
      token = usable(rejected);
    }
    return token != null ? token : refresh(rejected);
  }

  /** Our clock may be wrong: the service's refusal counts, and expiry is assumed a minute early. */
  private @Nullable String usable(@Nullable String rejected) {
    String token = account.value("access_token").orElse(null);
    return token == null || token.equals(rejected) || isExpired() ? null : token;
  }

  private boolean isExpired() {
    String text = account.value("expires_at", "-1").strip();
    try {
      long at = (long) Double.parseDouble(text);
      return at >= 0
          && account.value("refresh_token").isPresent()
          && account.clock().instant().getEpochSecond() >= at - EARLY_SECONDS;
    } catch (NumberFormatException never) {
      return false;
    }
  }

  private String refresh(@Nullable String rejected) throws IOException {
    String refreshToken = account.value("refresh_token").orElse(null);
    if (refreshToken == null) {
      throw DatasourceException.permanent(texts.expired(), null);
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    account.value("client_id").ifPresent(id -> form.put("client_id", id));
    account.value("client_secret").ifPresent(secret -> form.put("client_secret", secret));
    form.putAll(extra);
    HttpBody body = HttpBody.of("application/x-www-form-urlencoded", UrlText.form(form));
    HttpCall call =
        HttpCall.of("POST", endpoint).body(body).timeout(LONGEST).maxRedirects(0).build();
    try (HttpReply reply = rest.send(() -> call)) {
      if (reply.ok()) {
        return keep(rest.json(reply));
      }
      String error = Rest.errorJson(reply).path("error").asText("");
      String other = account.reload() ? usable(rejected) : null;
      if (other != null) {
        return other;
      }
      throw reply.status() == 400 || reply.status() == 401
          ? DatasourceException.permanent(
              error.isEmpty() ? texts.expired() : texts.expired() + " (" + error + ")", null)
          : rest.failure(reply, "refreshing the access token", error);
    }
  }

  private String keep(JsonNode tokens) throws IOException {
    String token = tokens.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new IOException("The answer to a token refresh has no access_token");
    }
    Map<String, String> newer = new LinkedHashMap<>();
    newer.put("access_token", token);
    String rotated = tokens.path("refresh_token").asText("");
    if (!rotated.isEmpty()) {
      newer.put("refresh_token", rotated);
    }
    long seconds = tokens.path("expires_in").asLong(3600);
    long at = account.clock().instant().getEpochSecond() + seconds;
    newer.put("expires_at", String.valueOf(at));
    account.replace(newer);
    return token;
  }
}
