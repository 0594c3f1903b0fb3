package io.millrace.template.jinjava;

import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters that put every element through a test, a filter or an attribute. */
final class SelectFilters {
  static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.of(
          "map", SelectFilters::map,
          "select", (run, value, args) -> select(run, value, args, false, true),
          "reject", (run, value, args) -> select(run, value, args, false, false),
          "selectattr", (run, value, args) -> select(run, value, args, true, true),
          "rejectattr", (run, value, args) -> select(run, value, args, true, false));

  private SelectFilters() {}

  private static Object map(Run run, Object value, Args args) {
    if (!Values.truth(value)) {
      return new Lazy(Collections.emptyIterator());
    }
    UnaryOperator<Object> change = change(run, args);
    return Lazy.map(
        elements(value),
        element -> {
          run.step();
          return change.apply(element);
        });
  }

  /** Returns the elements; everything that is false has none. */
  private static Iterator<Object> elements(Object value) {
    return Values.truth(value) ? Iteration.of(value) : Collections.emptyIterator();
  }

  private static UnaryOperator<Object> change(Run run, Args args) {
    if (args.count() == 0 && args.keywords().containsKey("attribute")) {
      Args.Bound bound = args.bind("map", "unused", "attribute", "default");
      return AttributePath.of(bound.require(1), bound.orNull(2))::read;
    } else if (args.count() == 0) {
      throw TemplateException.runtime("map requires a filter argument");
    }
    Filter filter = Filters.require(Texts.str(args.get(0)));
    Args rest = args.rest(1);
    return element -> filter.apply(run, element, rest);
  }

  private static Object select(
      Run run, Object value, Args args, boolean byAttribute, boolean keep) {
    if (!Values.truth(value)) {
      return new Lazy(Collections.emptyIterator()); // its arguments are not even looked at
    } else if (byAttribute && args.count() == 0) {
      throw TemplateException.runtime("Missing parameter for attribute name");
    }
    AttributePath path = AttributePath.of(byAttribute ? args.get(0) : null, null);
    Predicate<Object> test = test(run, args.rest(byAttribute ? 1 : 0));
    return Lazy.filter(
        elements(value),
        element -> {
          run.step();
          return test.test(path.read(element)) == keep;
        });
  }

  private static Predicate<Object> test(Run run, Args args) {
    if (args.count() == 0) {
      return Values::truth;
    }
    String name = Texts.str(args.get(0));
    Tests.Test test = Tests.named(name);
    if (test == null) {
      throw TemplateException.syntax("No test named " + Repr.of(name) + ".");
    }
    Args rest = args.rest(1);
    return element -> test.holds(run, element, rest);
  }
}
