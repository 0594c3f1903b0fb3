package io.millrace.template.jinjava;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's dict. */
final class DictMethods {
  private DictMethods() {}

  static @Nullable Object get(Map<?, ?> map, String name) {
    Function reading = reading(map, name);
    if (reading != null) {
      return reading;
    }
    @SuppressWarnings("unchecked") // a dict of the engine or a deep copy of an input
    Map<Object, Object> own = (Map<Object, Object>) map;
    Function changing = changing(own, name);
    return changing == null ? null : ListMethods.guarded(changing, name);
  }

  private static @Nullable Function reading(Map<?, ?> map, String name) {
    return switch (name) {
      case "keys" -> (run, args) -> new DictView(map, DictView.Kind.KEYS);
      case "values" -> (run, args) -> new DictView(map, DictView.Kind.VALUES);
      case "items" -> (run, args) -> new DictView(map, DictView.Kind.ITEMS);
      case "get" ->
          (run, args) -> {
            Object found = Items.element(map, args.get(0));
            return found != null ? found : args.count() > 1 ? args.get(1) : None.NONE;
          };
      case "copy" ->
          (run, args) -> {
            run.spend(map.size());
            return copy(map);
          };
      default -> null;
    };
  }

  private static @Nullable Function changing(Map<Object, Object> map, String name) {
    return switch (name) {
      case "update" ->
          (run, args) -> {
            if (args.count() > 0) {
              putAll(run, map, args.get(0));
            }
            map.putAll(args.keywords());
            return None.NONE;
          };
      case "setdefault" ->
          (run, args) -> {
            Object found = Items.element(map, args.get(0));
            if (found == null) {
              found = args.count() > 1 ? args.get(1) : None.NONE;
              map.put(Items.plainKey(args.get(0)), found);
            }
            return found;
          };
      case "pop" ->
          (run, args) -> {
            Object found = Items.element(map, args.get(0));
            if (found == null && args.count() < 2) {
              throw TemplateException.value(Repr.of(args.get(0)));
            }
            map.remove(Items.plainKey(args.get(0)));
            return found == null ? args.get(1) : found;
          };
      case "popitem" ->
          (run, args) -> {
            if (map.isEmpty()) {
              throw TemplateException.value("popitem(): dictionary is empty");
            }
            Object last = None.NONE;
            for (Object key : map.keySet()) {
              last = key;
            }
            run.spend(map.size());
            return Tuple.of(last, Values.in(map.remove(last)));
          };
      case "clear" ->
          (run, args) -> {
            map.clear();
            return None.NONE;
          };
      default -> null;
    };
  }

  static Map<Object, Object> copy(Map<?, ?> map) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, Values.in(value)));
    return copy;
  }

  /** Adds the entries of a dict, or of a list of pairs. */
  static void putAll(Run run, Map<Object, Object> map, Object entries) {
    if (entries instanceof Map<?, ?> other) {
      run.spend(other.size());
      other.forEach((key, value) -> map.put(key, Values.in(value)));
      return;
    }
    for (Object entry : Iteration.list(run, entries)) {
      List<Object> pair = Iteration.list(run, entry);
      if (pair.size() != 2) {
        throw TemplateException.value(
            "dictionary update sequence element has length " + pair.size() + "; 2 is required");
      }
      map.put(Items.plainKey(pair.get(0)), pair.get(1));
    }
  }

  /** Returns the entries of the one argument as arguments by name. */
  static Args arguments(Args args) {
    return new Args(List.of(), keywords(args.get(0)));
  }

  /** Returns the entries as keyword arguments. */
  static Map<String, Object> keywords(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw TemplateException.type("argument after ** must be a mapping");
    }
    Map<String, Object> keywords = new LinkedHashMap<>();
    map.forEach(
        (key, element) ->
            keywords.put(Texts.require(Values.in(key), "keywords"), Values.in(element)));
    return keywords;
  }
}
