package io.millrace;

import io.millrace.pipeline.EnvironmentVariable;
import io.millrace.variable.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a pipeline's secrets out of whatever leaves a run: events, outputs, errors, log lines. The
 * nodes themselves go on with the values as they are.
 */
final class SecretMask {
  /** A shorter secret is only masked where it is the whole text: it is part of too much else. */
  private static final int SHORTEST_PART = 4;

  private record Secret(String text, String shown) {}

  private final List<Secret> secrets = new ArrayList<>();

  private SecretMask() {}

  static SecretMask of(List<EnvironmentVariable> environment) {
    SecretMask mask = new SecretMask();
    for (EnvironmentVariable variable : environment) {
      Value value = EnvironmentValues.of(variable);
      String text = variable.secret() ? value.text() : "";
      if (!text.isEmpty()) {
        String shown = value.log();
        mask.secrets.add(new Secret(text, shown));
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        if (!encoded.equals(text)) {
          mask.secrets.add(new Secret(encoded, shown));
        }
      }
    }
    return mask;
  }

  String text(String text) {
    String masked = text;
    for (Secret secret : secrets) {
      if (masked.equals(secret.text())) {
        masked = secret.shown();
      } else if (secret.text().length() >= SHORTEST_PART) {
        masked = masked.replace(secret.text(), secret.shown());
      }
    }
    return masked;
  }

  /** Returns how many characters at the end of the text may be the beginning of a secret. */
  int beginningAtTheEnd(String text) {
    int longest = 0;
    for (Secret secret : secrets) {
      int length = Math.min(secret.text().length() - 1, text.length());
      while (length > longest && !text.endsWith(secret.text().substring(0, length))) {
        length--;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  @Nullable Map<String, @Nullable Object> mapOrNull(@Nullable Map<String, @Nullable Object> map) {
    return map == null ? null : map(map);
  }

  Map<String, @Nullable Object> map(Map<String, @Nullable Object> map) {
    if (secrets.isEmpty() || map.isEmpty()) {
      return map;
    }
    Map<String, @Nullable Object> masked = new LinkedHashMap<>();
    map.forEach((key, value) -> masked.put(key, value(value)));
    return masked;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> masked = new ArrayList<>(list.size());
      list.forEach(element -> masked.add(value(element)));
      return masked;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> masked = new LinkedHashMap<>();
      map.forEach((key, element) -> masked.put(key, value(element)));
      return masked;
    }
    return value;
  }
}
