package io.millrace.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a datasource node, with what its caller typed (spec/01 §6). */
final class DatasourceParameters {
  private static final Pattern LEADING =
      Pattern.compile("\\{\\{#([A-Za-z0-9_]{1,50}(?:\\.[A-Za-z0-9_]{1,30}){1,10})#}}");

  private DatasourceParameters() {}

  /** Returns the value of each parameter: a reference's, or its own. */
  static Map<String, Object> resolve(@Nullable Object parameters, Map<String, Object> inputs) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    if (parameters instanceof Map<?, ?> map) {
      map.forEach(
          (name, parameter) -> {
            Object value =
                parameter instanceof Map<?, ?> wrapped ? wrapped.get("value") : parameter;
            resolved.put(String.valueOf(name), resolved(value, inputs));
          });
    }
    return resolved;
  }

  private static @Nullable Object resolved(@Nullable Object value, Map<String, Object> inputs) {
    String name = null;
    if (value instanceof String text) {
      Matcher matcher = LEADING.matcher(text);
      if (matcher.lookingAt()) {
        name = matcher.group(1).substring(matcher.group(1).lastIndexOf('.') + 1);
      }
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      name = String.valueOf(list.get(list.size() - 1));
    }
    return name != null && inputs.containsKey(name) ? inputs.get(name) : value;
  }
}
