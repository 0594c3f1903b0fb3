package io.millrace.datasource.drive.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.CharMatcher;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.DriveAccount;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.Tokens;
import io.millrace.datasource.drive.UrlText;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens of a service account: a signed claim is exchanged for one that lasts an hour. */
final class ServiceAccountTokens implements Tokens {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder URL64 = Base64.getUrlEncoder().withoutPadding();
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final DriveAccount account;
  private final Rest rest;
  private final String scope;
  private final JsonNode key;
  private final URI endpoint;
  private @Nullable String current;
  private Instant end = Instant.MIN;

  ServiceAccountTokens(DriveAccount account, Rest rest, String scope) {
    this.account = account;
    this.rest = rest;
    this.scope = scope;
    this.key = parse(account.required("credentials"));
    String usual = key.path("token_uri").asText("https://oauth2.googleapis.com/token");
    this.endpoint = account.address("token_endpoint", usual);
  }

  static JsonNode parse(String text) {
    try {
      JsonNode key = JSON.readTree(text);
      if (key != null
          && key.path("client_email").isTextual()
          && key.path("private_key").isTextual()) {
        return key;
      }
    } catch (JsonProcessingException unreadable) {
      // told below, without the text, which is a secret
    }
    throw DatasourceException.permanent(
        "The credential field 'credentials' must be the JSON key of a service account, with"
            + " client_email and private_key",
        null);
  }

  @Override
  public synchronized String token(@Nullable String rejected) throws IOException {
    Instant now = account.clock().instant();
    String token = current;
    if (token != null && !token.equals(rejected) && now.isBefore(end)) {
      return token;
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("assertion", assertion(now));
    HttpBody body = HttpBody.of("application/x-www-form-urlencoded", UrlText.form(form));
    HttpCall call = HttpCall.of("POST", endpoint).body(body).maxRedirects(0).build();
    try (HttpReply reply = rest.send(() -> call)) {
      if (!reply.ok()) {
        throw rest.failure(
            reply,
            "signing in as " + key.path("client_email").asText(),
            Rest.errorJson(reply).path("error_description").asText(""));
      }
      JsonNode answer = rest.json(reply);
      String fresh = answer.path("access_token").asText("");
      if (fresh.isEmpty()) {
        throw new IOException("The answer to a signed claim has no access_token");
      }
      current = fresh;
      end = now.plusSeconds(Math.max(0, answer.path("expires_in").asLong(3600) - 60));
      return fresh;
    }
  }

  /** A minute back, for clocks that differ. */
  private String assertion(Instant now) throws IOException {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", key.path("client_email").asText());
    claims.put("scope", scope);
    claims.put("aud", key.path("token_uri").asText(endpoint.toString()));
    claims.put("iat", now.getEpochSecond() - 60);
    claims.put("exp", now.getEpochSecond() + 3000);
    account.value("subject").ifPresent(user -> claims.put("sub", user));
    String head =
        JSON.writeValueAsString(
            Map.of("alg", "RS256", "typ", "JWT", "kid", key.path("private_key_id").asText("")));
    String text = encode(head) + "." + encode(JSON.writeValueAsString(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + URL64.encodeToString(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw DatasourceException.permanent(
          "The private_key of the service account cannot be used to sign. Download its JSON key"
              + " anew",
          null);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    String pem = key.path("private_key").asText().replaceAll("-----[A-Z ]+-----", "");
    byte[] bytes = Base64.getDecoder().decode(CharMatcher.whitespace().removeFrom(pem));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private static String encode(String text) {
    return URL64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
