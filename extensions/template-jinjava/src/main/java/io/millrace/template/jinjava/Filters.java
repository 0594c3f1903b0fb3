package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
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

  /** Filters that take nothing but the value. */
  private static final ImmutableSet<String> PLAIN =
      ImmutableSet.of(
          "abs",
          "capitalize",
          "count",
          "e",
          "escape",
          "forceescape",
          "items",
          "last",
          "length",
          "list",
          "lower",
          "pprint",
          "reverse",
          "safe",
          "string",
          "striptags",
          "title",
          "upper",
          "wordcount");

  private Filters() {}

  static @Nullable Filter named(String name) {
    Filter filter = ALL.get(name);
    return filter == null || !PLAIN.contains(name) ? filter : withoutArguments(name, filter);
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

  private static Filter withoutArguments(String name, Filter filter) {
    return (run, value, args) -> {
      args.bind(name);
      return filter.apply(run, value, args);
    };
  }
}
