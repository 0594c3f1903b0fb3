package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Finds the account to read with, and renews its token (spec/05 §2, §5.1). */
final class Credentials implements AutoCloseable {
  private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(60);

  private final CredentialStore store;
  private final Map<String, String> hostSettings;
  private final NotionApi api;
  private final Clock clock;
  private final Object refreshing = new Object();

  /** One for a token, whichever credential holds it; by the token's hash. */
  private final Cache<String, Lane> lanes = CacheBuilder.newBuilder().maximumSize(10_000).build();

  Credentials(CredentialStore store, Map<String, String> hostSettings, NotionApi api, Clock clock) {
    this.store = store;
    this.hostSettings = hostSettings;
    this.api = api;
    this.clock = clock;
  }

  /**
   * Returns the account of a credential, its token renewed when that has nearly expired.
   *
   * @param id the credential, or {@code null} for the default one
   */
  Account account(@Nullable String id) {
    Account account = accountOf(find(id));
    return expires(account) ? renewed(account) : account;
  }

  /** Returns the account with a new token; another thread may have got it meanwhile. */
  Account renewed(Account account) {
    synchronized (refreshing) {
      Account stored =
          store
              .find(account.credential().id())
              .filter(credential -> !token(credential).isEmpty())
              .map(this::accountOf)
              .orElse(account);
      if (!stored.token().equals(account.token()) && !expires(stored)) {
        return stored;
      }
      JsonNode answer = api.renew(stored);
      Map<String, String> values = new LinkedHashMap<>(account.credential().values());
      values.remove("access_token");
      values.put("integration_secret", answer.path("access_token").asText());
      if (answer.path("refresh_token").isTextual()) {
        values.put("refresh_token", answer.path("refresh_token").asText());
      }
      JsonNode seconds = answer.path("expires_in");
      values.put(
          "expires_at", seconds.isNumber() ? String.valueOf(now() + seconds.asLong()) : "-1");
      Credential old = account.credential();
      Credential fresh =
          new Credential(old.id(), old.name(), old.provider(), ImmutableMap.copyOf(values));
      store.replace(fresh);
      return accountOf(fresh);
    }
  }

  private Credential find(@Nullable String id) {
    if (id != null) {
      return store
          .find(id)
          .orElseThrow(
              () ->
                  DatasourceException.permanent(
                      "There is no credential '%s'. Add it, or leave credential_id out to use the default one"
                          .formatted(id),
                      null));
    }
    return store
        .defaultFor(NotionDatasourceProvider.ID)
        .or(() -> store.defaultFor(NotionDatasourceProvider.ALIAS))
        .orElseThrow(Credentials::noToken);
  }

  private Account accountOf(Credential credential) {
    String token = token(credential);
    if (token.isEmpty()) {
      throw noToken();
    }
    Map<String, String> values = new LinkedHashMap<>(hostSettings);
    values.putAll(credential.values());
    Settings settings = Settings.of(values);
    return new Account(
        credential,
        token,
        base(settings.baseUrl()),
        ApiVersion.of(settings.version()),
        lane(token, settings),
        settings);
  }

  private static String token(Credential credential) {
    return credential
        .value("integration_secret")
        .or(() -> credential.value("access_token"))
        .orElse("")
        .strip();
  }

  private Lane lane(String token, Settings settings) {
    try {
      return lanes.get(
          Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString(),
          () -> new Lane(settings));
    } catch (ExecutionException | UncheckedExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean expires(Account account) {
    String at = account.field("expires_at").strip();
    try {
      long seconds = at.isEmpty() ? -1 : (long) Double.parseDouble(at);
      return seconds > 0 && seconds - BEFORE_EXPIRY.toSeconds() <= now() && account.refreshable();
    } catch (NumberFormatException notKnown) {
      return false;
    }
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static URI base(String text) {
    try {
      URI uri = URI.create(text.strip().replaceFirst("/+$", ""));
      if (uri.getHost() != null) {
        String path = uri.getPath();
        return path == null || path.isEmpty() ? URI.create(uri + "/v1") : uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw DatasourceException.permanent(
        "'base_url' must be the address of Notion's API, such as https://api.notion.com/v1, but is '%s'"
            .formatted(text),
        null);
  }

  private static DatasourceException noToken() {
    return DatasourceException.permanent(
        "Notion Integration Token is required. Add a credential for '%s' with the field integration_secret (--credential integration_secret=… on the command line)"
            .formatted(NotionDatasourceProvider.ID),
        null);
  }

  @Override
  public void close() {
    lanes.asMap().values().forEach(Lane::close);
  }
}
