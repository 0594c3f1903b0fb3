package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents take part in a search (spec/06 §6, {@code metadata_filtering_conditions}).
 *
 * @param all whether every condition must hold, or any
 * @param conditions at least one
 * @since 0.1
 */
public record MetadataFilter(boolean all, ImmutableList<Condition> conditions) {
  public MetadataFilter {
    requireNonNull(conditions, "conditions");
  }

  /**
   * Returns whether a document with these metadata fields takes part. As in Dify, where the
   * database decides, a document without a field meets only {@code empty}.
   */
  public boolean matches(Map<String, Object> metadata) {
    if (conditions.isEmpty()) {
      return true;
    }
    return all
        ? conditions.stream().allMatch(condition -> condition.holds(metadata))
        : conditions.stream().anyMatch(condition -> condition.holds(metadata));
  }

  /**
   * One condition on a metadata field.
   *
   * @param name the metadata field
   * @param operator one of {@code contains}, {@code not contains}, {@code start with}, {@code end
   *     with}, {@code is}, {@code is not}, {@code empty}, {@code not empty}, {@code in}, {@code not
   *     in}, {@code =}, {@code ≠}, {@code >}, {@code <}, {@code ≥}, {@code ≤}, {@code before},
   *     {@code after}
   * @param value a string, a list of strings or a number; {@code null} for {@code empty} and {@code
   *     not empty}
   */
  public record Condition(String name, String operator, @Nullable Object value) {
    public Condition {
      requireNonNull(name, "name");
      requireNonNull(operator, "operator");
      MetadataOperator.of(operator);
    }

    /** Returns whether a document with these fields meets the condition. */
    boolean holds(Map<String, Object> metadata) {
      return MetadataOperator.of(operator).holds(metadata.get(name), value);
    }
  }
}
