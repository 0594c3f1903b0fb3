package io.millrace.datasource.notion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.millrace.datasource.DatasourceException;
import io.millrace.http.BodyTooLargeException;
import io.millrace.http.EgressRefusedException;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to Notion's API, within the integration's budget, and tries again what may work
 * later: not for ever.
 */
final class NotionApi {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST_ANSWER = 32 << 20;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_REFUSED = 4;

  private final HttpTransport http;
  private final Settings settings;
  private final RetryPolicy<JsonNode> retries;
  private final RetryPolicy<JsonNode> whereNobodyListens;

  NotionApi(HttpTransport http, Settings settings) {
    this.http = http;
    this.settings = settings;
    this.retries = policy(settings.retries());
    this.whereNobodyListens = refusedPolicy(settings.retries());
  }

  private static RetryPolicy<JsonNode> policy(Settings.RetrySettings settings) {
    return RetryPolicy.<JsonNode>builder()
        .handleIf(e -> e instanceof ApiException api && api.isTransient() && !api.isRefused())
        .abortIf(
            (json, e) ->
                e instanceof ApiException api
                    && api.retryAfter() != null
                    && api.retryAfter().compareTo(settings.longestWait()) > 0)
        .withMaxAttempts(settings.attempts())
        .withMaxDuration(settings.all())
        .withBackoff(settings.firstDelay(), settings.firstDelay().multipliedBy(60))
        .withJitter(0.25)
        .build();
  }

  /** Where nobody listens, trying again rarely helps: it is done for a few seconds. */
  private static RetryPolicy<JsonNode> refusedPolicy(Settings.RetrySettings settings) {
    return RetryPolicy.<JsonNode>builder()
        .handleIf(e -> e instanceof ApiException api && api.isRefused())
        .withMaxAttempts(Math.min(settings.attempts(), MOST_REFUSED))
        .withBackoff(settings.firstDelay(), settings.firstDelay().multipliedBy(60))
        .build();
  }

  /** Sends a GET for a path below the base address. */
  JsonNode get(Account account, String path) {
    return call(account, "GET", path, null);
  }

  /** Sends a POST. */
  JsonNode post(Account account, String path, ObjectNode body) {
    return call(account, "POST", path, body);
  }

  /** Asks for a new token in the place of one that expires. */
  JsonNode renew(Account account) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("grant_type", "refresh_token")
            .put("refresh_token", account.field("refresh_token"));
    String client = account.field("client_id") + ":" + account.field("client_secret");
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    try {
      return retrying(account, builder(account, "POST", "/oauth/token", body, basic).build());
    } catch (ApiException e) {
      throw e.isTransient()
          ? e.toDatasourceException("a new token")
          : DatasourceException.permanent(
              "Notion gives no new token for credential '%s' (%s). Connect the workspace again"
                  .formatted(account.credential().id(), e.code()),
              null);
    }
  }

  private JsonNode call(Account account, String method, String path, @Nullable ObjectNode body) {
    return retrying(
        account, builder(account, method, path, body, "Bearer " + account.token()).build());
  }

  private HttpCall.Builder builder(
      Account account,
      String method,
      String path,
      @Nullable ObjectNode body,
      String authorization) {
    return HttpCall.of(method, URI.create(account.base() + path))
        .header("Authorization", authorization)
        .header("Notion-Version", account.version().text())
        .header("Accept", "application/json")
        .body(body == null ? null : HttpBody.of("application/json", body.toString()))
        .maxRedirects(3)
        .timeout(settings.requestTimeout());
  }

  private JsonNode retrying(Account account, HttpCall call) {
    try {
      return Failsafe.with(retries, whereNobodyListens).get(() -> once(account, call));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw DatasourceException.retriable("Interrupted while reading from Notion", e.getCause());
      }
      throw e;
    }
  }

  private JsonNode once(Account account, HttpCall call) throws InterruptedException {
    try {
      JsonNode json = JSON.readTree(bytes(account, call));
      if (!json.isObject()) {
        throw new IOException("the answer is not a JSON object");
      }
      return json;
    } catch (EgressRefusedException | BodyTooLargeException e) {
      throw DatasourceException.permanent(String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw ApiException.noAnswer(new IOException("the answer is not whole JSON"));
    } catch (IOException | TimeoutException e) {
      throw ApiException.noAnswer(e);
    }
  }

  private byte[] bytes(Account account, HttpCall call)
      throws IOException, InterruptedException, TimeoutException {
    Lane lane = account.lane();
    lane.underWay().acquire();
    try {
      Spacing.Ticket ticket = lane.budget().acquire();
      try (HttpReply reply = http.send(call)) {
        byte[] bytes = reply.bytes(LARGEST_ANSWER);
        if (!reply.ok()) {
          throw failure(account, reply, bytes);
        }
        return bytes;
      } finally {
        lane.budget().answered(ticket);
      }
    } finally {
      lane.underWay().release();
    }
  }

  private static ApiException failure(Account account, HttpReply reply, byte[] bytes) {
    Duration wait = retryAfter(reply);
    if (reply.status() == 429 || reply.status() == 529) {
      account.lane().budget().closeFor(wait == null ? PAUSE : wait);
    }
    String code = "http_" + reply.status();
    String message = "status " + reply.status();
    try {
      JsonNode json = JSON.readTree(bytes);
      code = json.path("code").asText(json.path("error").asText(code));
      message = json.path("message").asText(message);
    } catch (IOException notJson) {
      // A gateway's page, not the API's error object: the status says all.
    }
    return new ApiException(reply.status(), code, message, wait);
  }

  private static @Nullable Duration retryAfter(HttpReply reply) {
    try {
      return reply
          .header("retry-after")
          .map(text -> Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))))
          .orElse(null);
    } catch (NumberFormatException notSeconds) {
      return null;
    }
  }
}
