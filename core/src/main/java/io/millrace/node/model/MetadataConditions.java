package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata conditions that a {@code knowledge-retrieval} node spells out.
 *
 * @param all whether every one must hold, or any
 */
record MetadataConditions(boolean all, ImmutableList<Condition> conditions) {

  /** A condition whose value may be a text with references. */
  private record Condition(String name, String operator, @Nullable Object value) {}

  static MetadataConditions read(Settings settings) {
    Settings filter = settings.object("metadata_filtering_conditions");
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    if (filter.raw("conditions") != null) {
      for (Settings condition : filter.requiredObjects("conditions")) {
        String name = condition.string("name");
        String operator = condition.string("comparison_operator");
        try {
          var unused = new MetadataFilter.Condition(name, operator, null);
        } catch (KnowledgeException e) {
          throw new InvalidNodeException("metadata_filtering_conditions: " + e.getMessage(), e);
        }
        conditions.add(new Condition(name, operator, condition.raw("value")));
      }
    }
    return new MetadataConditions(!"or".equals(filter.raw("logical_operator")), conditions.build());
  }

  /** Returns the filter, or {@code null} when there is no condition. */
  @Nullable MetadataFilter filter(VariablePool variables) {
    if (conditions.isEmpty()) {
      return null;
    }
    return new MetadataFilter(
        all,
        conditions.stream()
            .map(
                condition ->
                    new MetadataFilter.Condition(
                        condition.name(),
                        condition.operator(),
                        rendered(condition.value(), variables)))
            .collect(ImmutableList.toImmutableList()));
  }

  private static @Nullable Object rendered(@Nullable Object value, VariablePool variables) {
    if (value instanceof String text) {
      return Template.parse(text).text(variables);
    } else if (value instanceof List<?> list) {
      List<Object> rendered = new ArrayList<>();
      list.forEach(
          one ->
              rendered.add(
                  one instanceof String text ? Template.parse(text).text(variables) : one));
      return rendered;
    }
    return value;
  }
}
