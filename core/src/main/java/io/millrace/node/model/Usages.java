package io.millrace.node.model;

import io.millrace.model.TokenUsage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as Dify's outputs show them. What they cost is not known here: prices are zero. */
final class Usages {
  private static final String NO_PRICE = "0";
  private static final String CURRENCY = "USD";

  private Usages() {}

  /** Returns the {@code usage} object. */
  static Map<String, @Nullable Object> shown(TokenUsage usage, Duration took) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("prompt_tokens", usage.prompt());
    prices(shown, "prompt");
    shown.put("completion_tokens", usage.completion());
    prices(shown, "completion");
    shown.put("total_tokens", usage.total());
    shown.put("total_price", NO_PRICE);
    shown.put("currency", CURRENCY);
    shown.put("latency", took.toMillis() / 1e3);
    return shown;
  }

  private static void prices(Map<String, @Nullable Object> shown, String kind) {
    shown.put(kind + "_unit_price", NO_PRICE);
    shown.put(kind + "_price_unit", NO_PRICE);
    shown.put(kind + "_price", NO_PRICE);
  }

  /** Returns the execution metadata. */
  static Map<String, @Nullable Object> metadata(TokenUsage usage) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("total_tokens", usage.total());
    metadata.put("total_price", NO_PRICE);
    metadata.put("currency", CURRENCY);
    return metadata;
  }
}
