package io.millrace.model.langchain4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableSet;
import io.millrace.model.ModelId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the set-ups of {@link OpenAiModels} from JSON. */
final class ModelSettingsFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonParser.Feature.ALLOW_COMMENTS).build();
  private static final Set<String> FIELDS =
      ImmutableSet.of(
          "id",
          "base_url",
          "api_key_env",
          "requests_per_minute",
          "tokens_per_minute",
          "max_retries",
          "connect_timeout_seconds",
          "idle_timeout_seconds",
          "call_timeout_seconds",
          "models");

  private final Function<String, @Nullable String> environment;

  ModelSettingsFile(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  List<OpenAiModels> read(Path file) {
    try {
      JsonNode servers = MAPPER.readTree(Files.readString(file)).path("servers");
      if (!servers.isArray() || servers.isEmpty()) {
        throw new IllegalArgumentException("'servers' must be a list with at least one server");
      }
      List<OpenAiModels> all = new ArrayList<>();
      for (int i = 0; i < servers.size(); i++) {
        all.add(server(servers.get(i), "servers[" + i + "]."));
      }
      return all;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new ModelSettingsException(
          "%s is not JSON, at line %d column %d"
              .formatted(file, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr()),
          null);
    } catch (IOException e) {
      throw new ModelSettingsException(file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelSettingsException(file + ": " + e.getMessage(), e);
    }
  }

  private OpenAiModels server(JsonNode server, String place) {
    server
        .fieldNames()
        .forEachRemaining(
            name -> require(FIELDS.contains(name), place + name + " is none of " + FIELDS));
    OpenAiModels.Builder builder =
        OpenAiModels.builder(URI.create(text(server, "base_url", place)))
            .apiKey(key(server, place))
            .limits(limits(server, place))
            .connectTimeout(seconds(server, "connect_timeout_seconds", 10, place))
            .idleTimeout(seconds(server, "idle_timeout_seconds", 60, place))
            .callTimeout(seconds(server, "call_timeout_seconds", 600, place));
    if (server.has("id")) {
      builder.id(text(server, "id", place));
    }
    JsonNode models = server.path("models");
    require(models.isArray() && !models.isEmpty(), place + "models must be a list of models");
    for (int i = 0; i < models.size(); i++) {
      model(models.get(i), place + "models[" + i + "].", builder);
    }
    return builder.build();
  }

  private @Nullable String key(JsonNode server, String place) {
    if (!server.has("api_key_env")) {
      return null;
    }
    String name = text(server, "api_key_env", place);
    String key = environment.apply(name);
    require(
        key != null && !key.isBlank(),
        place + "api_key_env: the environment variable " + name + " is not set");
    return key;
  }

  private static RateLimits limits(JsonNode server, String place) {
    RateLimits none = RateLimits.NONE;
    return none.perMinute(
            number(server, "requests_per_minute", 0, place),
            number(server, "tokens_per_minute", 0, place))
        .retrying(
            number(server, "max_retries", none.maxRetries(), place),
            none.firstDelay(),
            none.maxDelay());
  }

  private static void model(JsonNode model, String place, OpenAiModels.Builder builder) {
    ModelId name = new ModelId(model.path("provider").asText(""), text(model, "name", place));
    String served = model.has("model") ? text(model, "model", place) : name.name();
    String kind = text(model, "kind", place);
    switch (kind) {
      case "chat" -> {
        ImmutableSet.Builder<String> files = ImmutableSet.builder();
        model.path("files").forEach(one -> files.add(one.asText()));
        builder.chat(
            name,
            served,
            model.has("files") ? files.build() : ImmutableSet.of("image"),
            model.path("tools").asBoolean(true));
      }
      case "embedding" -> builder.embedding(name, served, number(model, "dimension", 0, place));
      case "rerank" -> builder.rerank(name, served);
      default ->
          throw new IllegalArgumentException(
              place + "kind must be chat, embedding or rerank, but was '" + kind + "'");
    }
  }

  private static String text(JsonNode node, String field, String place) {
    JsonNode value = node.path(field);
    require(
        value.isTextual() && !value.asText().isBlank(),
        place + field + " is required: a text that is not empty");
    return value.asText();
  }

  private static int number(JsonNode node, String field, int fallback, String place) {
    JsonNode value = node.path(field);
    require(
        value.isMissingNode() || (value.isIntegralNumber() && value.asInt() >= 0),
        place + field + " must be a whole number from 0");
    return value.asInt(fallback);
  }

  private static Duration seconds(JsonNode node, String field, int fallback, String place) {
    return Duration.ofSeconds(number(node, field, fallback, place));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
