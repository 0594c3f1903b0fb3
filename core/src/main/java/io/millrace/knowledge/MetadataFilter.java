package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * Which documents take part in a search (spec/06 §6, {@code metadata_filtering_conditions}).
 *
 * @param all whether every condition must hold, or any
 * @param conditions at least one
 * @since 0.1
 */
public record MetadataFilter(boolean all, ImmutableList<Condition> conditions) {

  /**
   * One condition on a metadata field.
   *
   * @param name the metadata field
   * @param operator such as {@code contains}, {@code is}, {@code >}, {@code before}
   * @param value a string, a list of strings or a number; {@code null} for {@code empty} and {@code
   *     not empty}
   */
  public record Condition(String name, String operator, @Nullable Object value) {
    public Condition {
      requireNonNull(name, "name");
      requireNonNull(operator, "operator");
    }
  }
}
