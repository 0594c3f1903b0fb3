package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters that compare elements. */
final class OrderFilters {
  static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.of(
          "sort", OrderFilters::sort,
          "dictsort", OrderFilters::sortDict,
          "min", (run, value, args) -> extreme(run, value, args, -1),
          "max", (run, value, args) -> extreme(run, value, args, 1),
          "unique", OrderFilters::unique,
          "groupby", OrderFilters::group);

  private OrderFilters() {}

  /** An element with what it is ordered by. */
  private record Keyed(List<Object> keys, Object element) {}

  private static final Comparator<Keyed> BY_KEYS =
      (a, b) -> Comparison.compare(Tuple.of(a.keys()), Tuple.of(b.keys()));

  private static List<Object> sorted(
      List<Object> elements, java.util.function.Function<Object, List<Object>> keys, boolean down) {
    List<Keyed> all = new ArrayList<>();
    elements.forEach(element -> all.add(new Keyed(keys.apply(element), element)));
    all.sort(down ? BY_KEYS.reversed() : BY_KEYS);
    List<Object> result = new ArrayList<>();
    all.forEach(each -> result.add(each.element()));
    return result;
  }

  private static Object sort(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("sort", "reverse", "case_sensitive", "attribute");
    boolean caseSensitive = bound.flag(1, false);
    List<AttributePath> paths = AttributePath.many(bound.orNull(2));
    return sorted(
        Iteration.list(run, value),
        element -> keys(paths, element, caseSensitive),
        bound.flag(0, false));
  }

  private static List<Object> keys(
      List<AttributePath> paths, Object element, boolean caseSensitive) {
    List<Object> keys = new ArrayList<>();
    paths.forEach(path -> keys.add(path.readKey(element, caseSensitive)));
    return keys;
  }

  private static Object sortDict(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("dictsort", "case_sensitive", "by", "reverse");
    String by = bound.text(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw TemplateException.runtime("You can only sort by either \"key\" or \"value\"");
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw TemplateException.type("'" + PythonTypes.name(value) + "' has no items()");
    }
    int at = by.equals("key") ? 0 : 1;
    boolean caseSensitive = bound.flag(0, false);
    List<Object> pairs = Iteration.list(run, new DictView(map, DictView.Kind.ITEMS));
    return sorted(
        pairs,
        pair -> {
          Object key = ((Tuple) pair).get(at);
          return List.of(caseSensitive ? key : AttributePath.ignoreCase(key));
        },
        bound.flag(2, false));
  }

  private static Object extreme(Run run, Object value, Args args, int sign) {
    Args.Bound bound = args.bind(sign < 0 ? "min" : "max", "case_sensitive", "attribute");
    AttributePath path = AttributePath.of(bound.orNull(1), null);
    boolean caseSensitive = bound.flag(0, false);
    Object best = null;
    for (Object element : Iteration.list(run, value)) {
      if (best == null
          || sign
                  * Comparison.compare(
                      sign < 0 ? "<" : ">",
                      path.readKey(element, caseSensitive),
                      path.readKey(best, caseSensitive))
              > 0) {
        best = element;
      }
    }
    return best == null ? new Undefined("No aggregated item, sequence was empty.") : best;
  }

  private static Object unique(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("unique", "case_sensitive", "attribute");
    AttributePath path = AttributePath.of(bound.orNull(1), null);
    boolean caseSensitive = bound.flag(0, false);
    Map<Object, Object> firsts = new LinkedHashMap<>();
    for (Object element : Iteration.list(run, value)) {
      Object key = Items.plainKey(path.readKey(element, caseSensitive));
      firsts.putIfAbsent(key instanceof Boolean flag ? (Object) (flag ? 1L : 0L) : key, element);
    }
    return new Lazy(firsts.values().iterator());
  }

  private static Object group(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("groupby", "attribute", "default", "case_sensitive");
    AttributePath path = AttributePath.of(bound.require(0), bound.orNull(1));
    boolean caseSensitive = bound.flag(2, false);
    List<Object> ordered = Iteration.list(run, value);
    ordered.sort(
        (a, b) ->
            Comparison.compare(path.readKey(a, caseSensitive), path.readKey(b, caseSensitive)));
    List<Object> groups = new ArrayList<>();
    List<Object> group = new ArrayList<>();
    Object last = null;
    for (Object element : ordered) {
      Object key = path.readKey(element, caseSensitive);
      if (last == null || !Comparison.equal(last, key)) {
        group = new ArrayList<>();
        groups.add(Tuple.named(List.of("grouper", "list"), path.read(element), group));
        last = key;
      }
      group.add(element);
    }
    return groups;
  }
}
