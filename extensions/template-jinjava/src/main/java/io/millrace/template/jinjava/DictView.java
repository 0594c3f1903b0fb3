package io.millrace.template.jinjava;

import com.google.common.collect.Iterators;
import java.util.Iterator;
import java.util.Map;

/** What {@code keys()}, {@code values()} and {@code items()} of a dict return. */
record DictView(Map<?, ?> map, Kind kind) implements Iterable<Object> {

  enum Kind {
    KEYS,
    VALUES,
    ITEMS
  }

  @Override
  public Iterator<Object> iterator() {
    return switch (kind) {
      case KEYS -> Iterators.transform(map.keySet().iterator(), Values::in);
      case VALUES -> Iterators.transform(map.values().iterator(), Values::in);
      case ITEMS ->
          Iterators.transform(
              map.entrySet().iterator(),
              entry -> Tuple.of(Values.in(entry.getKey()), Values.in(entry.getValue())));
    };
  }

  String typeName() {
    return "dict_" + kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
