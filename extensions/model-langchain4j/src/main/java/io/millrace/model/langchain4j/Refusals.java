package io.millrace.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.model.ModelException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of answers that are none. */
final class Refusals {
  private static final int TOO_MANY = 429;
  private static final Set<Integer> FOR_NOW = Set.of(408, 409, 425, TOO_MANY, 529);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int SHOWN = 500;

  private Refusals() {}

  static ModelException of(Endpoint endpoint, HttpResponse<?> response, String body) {
    int status = response.statusCode();
    JsonNode error = error(body);
    String said = endpoint.withoutKey(message(error, body));
    String message =
        "%s answered %d%s".formatted(endpoint.name(), status, said.isEmpty() ? "" : ": " + said);
    boolean outOfMoney = "insufficient_quota".equals(error.path("code").asText());
    boolean forNow = (FOR_NOW.contains(status) || status >= 500) && !outOfMoney;
    if (!forNow) {
      return ModelException.permanent(message + advice(status, endpoint), null);
    }
    Duration after = retryAfter(response.headers());
    if (after == null && status == TOO_MANY) {
      after = DEFAULT_WAIT;
    }
    return after == null
        ? ModelException.retriable(message, null)
        : ModelException.busy(message, after, null);
  }

  private static String advice(int status, Endpoint endpoint) {
    return switch (status) {
      case 401, 403 -> ". Check the API key of " + endpoint.name();
      case 404 -> ". Check the model's name and that the base URL ends as the server's API begins";
      default -> "";
    };
  }

  private static JsonNode error(String body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      return tree == null ? Json.MAPPER.createObjectNode() : tree.path("error");
    } catch (JsonProcessingException notJson) {
      return Json.MAPPER.createObjectNode();
    }
  }

  private static String message(JsonNode error, String body) {
    String text = error.isTextual() ? error.asText() : error.path("message").asText("");
    if (text.isEmpty() && !body.stripLeading().startsWith("<")) {
      text = body.strip();
    }
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Reads {@code retry-after-ms} and {@code Retry-After}, in seconds or as a date. */
  static @Nullable Duration retryAfter(HttpHeaders headers) {
    String millis = headers.firstValue("retry-after-ms").orElse("").strip();
    String after = headers.firstValue("retry-after").orElse("").strip();
    Duration wait = null;
    try {
      if (!millis.isEmpty()) {
        wait = Duration.ofMillis((long) Double.parseDouble(millis));
      } else if (!after.isEmpty() && Character.isDigit(after.charAt(0))) {
        wait = Duration.ofMillis((long) (Double.parseDouble(after) * 1_000));
      } else if (!after.isEmpty()) {
        DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
        wait = Duration.between(Instant.now(), ZonedDateTime.parse(after, format).toInstant());
      }
    } catch (NumberFormatException | DateTimeParseException notAnswered) {
      return null;
    }
    if (wait == null) {
      return null;
    } else if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
