package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiled lists, tuples, dicts and slices. */
final class Literals {
  private Literals() {}

  static Expr list(List<Expr> elements) {
    return frame -> {
      List<Object> list = new ArrayList<>(elements.size());
      for (Expr element : elements) {
        list.add(element.eval(frame));
      }
      return list;
    };
  }

  static Expr tuple(List<Expr> elements) {
    return frame -> {
      Object[] values = new Object[elements.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = elements.get(i).eval(frame);
      }
      return Tuple.of(values);
    };
  }

  static Expr dict(List<Expr> keys, List<Expr> values) {
    return frame -> {
      Map<Object, Object> dict = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        dict.put(Items.plainKey(keys.get(i).eval(frame)), values.get(i).eval(frame));
      }
      return dict;
    };
  }

  static Expr slice(Expr start, Expr stop, Expr step) {
    return frame -> new Items.Slice(start.eval(frame), stop.eval(frame), step.eval(frame));
  }
}
