package io.millrace.node;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person answered to an {@link InputRequest}.
 *
 * @param action the id of the action that was chosen
 * @param values what was filled in, by field name
 * @since 0.1
 */
public record InputSubmission(String action, Map<String, @Nullable Object> values) {
  public InputSubmission {
    requireNonNull(action, "action");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns a submission that fills in nothing. */
  public static InputSubmission of(String action) {
    return new InputSubmission(action, Map.of());
  }
}
