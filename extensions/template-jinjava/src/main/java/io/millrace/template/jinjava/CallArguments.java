package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compiled arguments of a call. */
record CallArguments(
    List<Expr> positional,
    Map<String, Expr> keywords,
    @Nullable Expr spread,
    @Nullable Expr spreadKeywords) {

  static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

  boolean isEmpty() {
    return positional.isEmpty() && keywords.isEmpty() && spread == null && spreadKeywords == null;
  }

  Args eval(Frame frame) {
    if (isEmpty()) {
      return Args.NONE;
    }
    List<Object> values = new ArrayList<>(positional.size());
    for (Expr expr : positional) {
      values.add(expr.eval(frame));
    }
    if (spread != null) {
      values.addAll(Iteration.list(frame.run, spread.eval(frame)));
    }
    if (keywords.isEmpty() && spreadKeywords == null) {
      return new Args(values, Map.of());
    }
    Map<String, Object> named = new LinkedHashMap<>();
    keywords.forEach((name, expr) -> named.put(name, expr.eval(frame)));
    if (spreadKeywords != null) {
      named.putAll(DictMethods.keywords(spreadKeywords.eval(frame)));
    }
    return new Args(values, named);
  }
}
