package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The {@code pprint} filter: one line where 80 columns are enough, else one element a line. */
final class PrettyPrint {
  private static final int WIDTH = 80;

  private PrettyPrint() {}

  static String of(Object value) {
    return format(value, 0, 0, 0);
  }

  private static String format(Object value, int indent, int allowance, int depth) {
    Object sorted = depth < 100 ? sorted(value) : value;
    String plain = Repr.of(sorted);
    if (plain.length() <= WIDTH - indent - allowance || depth > 100) {
      return plain;
    } else if (sorted instanceof Map<?, ?> map && !map.isEmpty()) {
      return dict(map, indent, allowance, depth);
    } else if (sorted instanceof List<?> list && !list.isEmpty() && !(list instanceof Range)) {
      return list(list, indent, allowance, depth);
    }
    return plain;
  }

  private static String dict(Map<?, ?> map, int indent, int allowance, int depth) {
    List<String> entries = new ArrayList<>();
    int left = map.size();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      left--;
      String key = Repr.of(Values.in(entry.getKey()));
      int inner = indent + key.length() + 3;
      int after = left == 0 ? allowance + 1 : 1;
      entries.add(key + ": " + format(Values.in(entry.getValue()), inner, after, depth + 1));
    }
    return "{" + String.join(separator(indent), entries) + "}";
  }

  private static String list(List<?> list, int indent, int allowance, int depth) {
    List<String> elements = new ArrayList<>();
    int left = list.size();
    for (Object element : list) {
      left--;
      int after = left == 0 ? allowance + 1 : 1;
      elements.add(format(Values.in(element), indent + 1, after, depth + 1));
    }
    boolean tuple = list instanceof Tuple;
    String all = String.join(separator(indent), elements);
    return tuple ? "(" + all + (list.size() == 1 ? ",)" : ")") : "[" + all + "]";
  }

  private static String separator(int indent) {
    return ",\n" + " ".repeat(indent + 1);
  }

  private static Object sorted(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> sorted = new java.util.LinkedHashMap<>();
    map.entrySet().stream()
        .sorted(Comparator.comparing(entry -> Texts.str(Values.in(entry.getKey()))))
        .forEach(entry -> sorted.put(entry.getKey(), sorted(Values.in(entry.getValue()))));
    return sorted;
  }
}
