package io.millrace.template.jinjava;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Filters on elements that keep their order. */
final class ListFilters {
  static final ImmutableMap<String, Filter> ALL =
      ImmutableMap.<String, Filter>builder()
          .put("list", (run, value, args) -> Iteration.list(run, value))
          .put("length", (run, value, args) -> (long) Values.length(value))
          .put("count", (run, value, args) -> (long) Values.length(value))
          .put("first", (run, value, args) -> first(Iteration.of(value)))
          .put("last", (run, value, args) -> last(value))
          .put("random", ListFilters::random)
          .put("join", ListFilters::join)
          .put("reverse", ListFilters::reverse)
          .put("batch", ListFilters::batch)
          .put("slice", ListFilters::slice)
          .put("sum", ListFilters::sum)
          .put("items", (run, value, args) -> items(value))
          .put("default", ListFilters::orDefault)
          .put("d", ListFilters::orDefault)
          .put("attr", ListFilters::attribute)
          .build();

  private ListFilters() {}

  private static Object first(Iterator<Object> elements) {
    return elements.hasNext()
        ? elements.next()
        : new Undefined("No first item, sequence was empty.");
  }

  private static Object last(Object value) {
    if (value instanceof Lazy || value instanceof Undefined) {
      if (value instanceof Undefined) {
        return new Undefined("No last item, sequence was empty.");
      }
      throw TemplateException.type("'generator' object is not reversible");
    } else if (value instanceof CharSequence || value instanceof List) {
      Object found = Values.length(value) == 0 ? null : Items.element(value, -1L);
      return found == null ? new Undefined("No last item, sequence was empty.") : found;
    }
    Iterator<Object> elements = Iteration.of(value);
    Object last = new Undefined("No last item, sequence was empty.");
    while (elements.hasNext()) {
      last = elements.next();
    }
    return last;
  }

  private static Object random(Run run, Object value, Args args) {
    int size = Values.length(value);
    if (size == 0) {
      return new Undefined("No random item, sequence was empty.");
    }
    return Items.get(value, (long) ThreadLocalRandom.current().nextInt(size));
  }

  private static Object join(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("join", "d", "attribute");
    AttributePath path = AttributePath.of(bound.orNull(1), null);
    List<Object> elements = Iteration.list(run, value);
    elements.replaceAll(path::read);
    Object separator = bound.or(0, "");
    boolean safe =
        run.autoescape
            && (separator instanceof Markup
                || elements.stream().anyMatch(Markup.class::isInstance));
    List<String> texts =
        Lists.transform(elements, each -> safe ? Markup.escape(each).text() : Texts.str(each));
    String between = safe ? Markup.escape(separator).text() : Texts.str(separator);
    for (String text : texts) {
      run.spend((long) text.length() + between.length());
    }
    String joined = String.join(between, texts);
    return safe ? new Markup(joined) : joined;
  }

  private static Object reverse(Run run, Object value, Args args) {
    if (value instanceof CharSequence text) {
      return Texts.like(value, new StringBuilder(text).reverse().toString());
    }
    if (Numbers.isNumber(value) || value == None.NONE) {
      throw TemplateException.runtime("argument must be iterable");
    }
    return new Lazy(Lists.reverse(Iteration.list(run, value)).iterator());
  }

  private static Object batch(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("batch", "linecount", "fill_with");
    int size = Numbers.toIndex(bound.require(0));
    List<Object> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    for (Object element : Iteration.list(run, value)) {
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(element);
    }
    Object fill = bound.orNull(1);
    if (!batch.isEmpty()) {
      run.spend(Math.max(0, fill == null ? 0 : size));
      while (fill != null && batch.size() < size) {
        batch.add(fill);
      }
      batches.add(batch);
    }
    return new Lazy(batches.iterator());
  }

  private static Object slice(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("slice", "slices", "fill_with");
    List<Object> elements = Iteration.list(run, value);
    int slices = Numbers.toIndex(bound.require(0));
    if (slices == 0) {
      throw TemplateException.value("integer division or modulo by zero");
    }
    run.spend(Math.max(0, slices));
    int each = Math.floorDiv(elements.size(), slices);
    int longer = Math.floorMod(elements.size(), slices);
    Object fill = bound.orNull(1);
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < slices; i++) {
      int to = from + each + (i < longer ? 1 : 0);
      List<Object> part = new ArrayList<>(elements.subList(from, to));
      if (fill != null && i >= longer) {
        part.add(fill);
      }
      parts.add(part);
      from = to;
    }
    return new Lazy(parts.iterator());
  }

  private static Object sum(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("sum", "attribute", "start");
    AttributePath path = AttributePath.of(bound.orNull(0), null);
    Object total = bound.or(1, 0L);
    if (total instanceof CharSequence) {
      throw TemplateException.type("sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (Object element : Iteration.list(run, value)) {
      total = Arithmetic.add(run, total, path.read(element));
    }
    return total;
  }

  private static Object items(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Lazy(new DictView(map, DictView.Kind.ITEMS).iterator());
    } else if (value instanceof Undefined) {
      return new Lazy(List.of().iterator());
    }
    // A generator in Jinja2: what is not gone through does not fail.
    return new Lazy(
        new AbstractIterator<Object>() {
          @Override
          protected Object computeNext() {
            throw TemplateException.type("Can only get item pairs from a mapping.");
          }
        });
  }

  private static Object orDefault(Run run, Object value, Args args) {
    Args.Bound bound = args.bind("default", "default_value", "boolean");
    boolean absent = value instanceof Undefined || (bound.flag(1, false) && !Values.truth(value));
    return absent ? bound.or(0, "") : value;
  }

  private static Object attribute(Run run, Object value, Args args) {
    String name = Texts.str(args.bind("attr", "name").require(0));
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    Object found = Attributes.own(value, name);
    return found == null ? Undefined.attribute(value, name) : found;
  }
}
