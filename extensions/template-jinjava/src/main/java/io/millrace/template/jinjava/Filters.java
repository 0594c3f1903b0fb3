package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;

/** The filters of Jinja2 by name. */
final class Filters {
  private static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.<String, Filter>builder()
          .putAll(TextFilters.ALL)
          .putAll(HtmlFilters.ALL)
          .putAll(NumberFilters.ALL)
          .putAll(ListFilters.ALL)
          .putAll(OrderFilters.ALL)
          .putAll(SelectFilters.ALL)
          .build();

  private Filters() {}

  static @Nullable Filter named(String name) {
    return ALL.get(name);
  }

  /**
   * Returns the filter.
   *
   * @throws TemplateException if there is none
   */
  static Filter require(String name) {
    Filter filter = named(name);
    if (filter == null) {
      throw TemplateException.syntax("No filter named " + Repr.of(name) + ".");
    }
    return filter;
  }
}
