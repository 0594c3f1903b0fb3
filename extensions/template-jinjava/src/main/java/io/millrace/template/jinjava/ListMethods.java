package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of Python's list; tuples and ranges have those that change nothing. */
final class ListMethods {
  /** Names of methods that change a list or a dict: a template with one gets copies. */
  static final Set<String> MUTATORS =
      Set.of(
          "append",
          "extend",
          "insert",
          "pop",
          "remove",
          "sort",
          "reverse",
          "clear",
          "update",
          "setdefault",
          "popitem");

  private ListMethods() {}

  static @Nullable Object get(List<?> list, String name) {
    Function reading = reading(list, name);
    if (reading != null || list instanceof Tuple || list instanceof Range) {
      return reading;
    }
    @SuppressWarnings("unchecked") // a list of the engine or a deep copy of an input
    List<Object> own = (List<Object>) list;
    Function changing = changing(own, name);
    return changing == null ? null : guarded(changing, name);
  }

  private static @Nullable Function reading(List<?> list, String name) {
    return switch (name) {
      case "index" ->
          (run, args) -> {
            int at = indexOf(run, list, args.get(0));
            if (at < 0) {
              throw TemplateException.value(Repr.of(args.get(0)) + " is not in list");
            }
            return (long) at;
          };
      case "count" ->
          (run, args) -> {
            run.spend(list.size());
            return list.stream()
                .filter(element -> Comparison.equal(Values.in(element), args.get(0)))
                .count();
          };
      case "copy" -> list instanceof Tuple ? null : (run, args) -> Iteration.list(run, list);
      default -> null;
    };
  }

  private static int indexOf(Run run, List<?> list, Object wanted) {
    int at = 0;
    for (Object element : list) {
      run.step();
      if (Comparison.equal(Values.in(element), wanted)) {
        return at;
      }
      at++;
    }
    return -1;
  }

  private static @Nullable Function changing(List<Object> list, String name) {
    return switch (name) {
      case "append" -> (run, args) -> nothing(list.add(args.get(0)));
      case "extend" -> (run, args) -> nothing(list.addAll(Iteration.list(run, args.get(0))));
      case "insert" ->
          (run, args) -> {
            int at = Numbers.toIndex(args.get(0));
            run.spend(list.size());
            list.add(
                Math.max(0, Math.min(list.size(), at < 0 ? at + list.size() : at)), args.get(1));
            return None.NONE;
          };
      case "pop" ->
          (run, args) -> {
            run.spend(args.count() == 0 ? 1 : list.size());
            int at = args.count() == 0 ? -1 : Numbers.toIndex(args.get(0));
            int place = at < 0 ? at + list.size() : at;
            if (place < 0 || place >= list.size()) {
              throw TemplateException.value("pop index out of range");
            }
            return Values.in(list.remove(place));
          };
      case "remove" ->
          (run, args) -> {
            int at = indexOf(run, list, args.get(0));
            if (at < 0) {
              throw TemplateException.value("list.remove(x): x not in list");
            }
            return nothing(list.remove(at));
          };
      case "clear" ->
          (run, args) -> {
            list.clear();
            return None.NONE;
          };
      case "reverse" ->
          (run, args) -> {
            Collections.reverse(list);
            return None.NONE;
          };
      case "sort" ->
          (run, args) -> {
            run.spend(list.size());
            boolean reverse = args.bind("sort", "key", "reverse").flag(1, false);
            list.sort(reverse ? Comparison.ORDER.reversed() : Comparison.ORDER);
            return None.NONE;
          };
      default -> null;
    };
  }

  private static Object nothing(Object ignored) {
    return None.NONE;
  }

  /** Turns the refusal of a shared list into an error that says so. */
  static Function guarded(Function method, String name) {
    return (run, args) -> {
      run.step();
      try {
        return method.call(run, args);
      } catch (UnsupportedOperationException shared) {
        throw TemplateException.runtime(
            "'" + name + "' would change a value that other nodes share; write its name plainly");
      }
    };
  }

  /** Returns a copy, down to the last element, that a template may change. */
  static Object deepCopy(Object value) {
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(deepCopy(Values.in(element))));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new java.util.LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(key, deepCopy(Values.in(element))));
      return copy;
    }
    return value;
  }
}
