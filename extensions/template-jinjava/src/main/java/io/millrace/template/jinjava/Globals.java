package io.millrace.template.jinjava;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The functions every template can call. */
final class Globals {
  private static final List<String> WORDS =
      List.of(
          "lorem",
          "ipsum",
          "dolor",
          "sit",
          "amet",
          "consectetur",
          "adipiscing",
          "elit",
          "sed",
          "do",
          "eiusmod",
          "tempor",
          "incididunt",
          "ut",
          "labore",
          "et",
          "dolore",
          "magna");

  private static final Map<String, Object> ALL =
      Map.of(
          "range", (Function) Globals::range,
          "dict", (Function) Globals::dict,
          "namespace", (Function) Namespace::new,
          "cycler", (Function) (run, args) -> new Cycler(args.positional()),
          "joiner", (Function) (run, args) -> joiner(args.bind("joiner", "sep").text(0, ", ")),
          "lipsum", (Function) Globals::lipsum);

  private Globals() {}

  static @Nullable Object get(String name) {
    return ALL.get(name);
  }

  private static Range range(Run run, Args args) {
    long[] numbers = args.positional().stream().mapToLong(Globals::whole).toArray();
    return switch (numbers.length) {
      case 1 -> new Range(0, numbers[0], 1);
      case 2 -> new Range(numbers[0], numbers[1], 1);
      case 3 -> new Range(numbers[0], numbers[1], numbers[2]);
      default ->
          throw TemplateException.type("range expected 1 to 3 arguments, got " + numbers.length);
    };
  }

  private static long whole(Object value) {
    return Numbers.toIndex(value);
  }

  private static Map<Object, Object> dict(Run run, Args args) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    if (args.count() > 0) {
      DictMethods.putAll(run, dict, args.get(0));
    }
    dict.putAll(args.keywords());
    return dict;
  }

  private static Function joiner(String separator) {
    boolean[] used = {false};
    return (run, args) -> {
      String text = used[0] ? separator : "";
      used[0] = true;
      return text;
    };
  }

  private static Object lipsum(Run run, Args args) {
    Args.Bound bound = args.bind("lipsum", "n", "html", "min", "max");
    int paragraphs = bound.integer(0, 5);
    boolean html = bound.flag(1, true);
    int min = Math.max(1, bound.integer(2, 20));
    int max = Math.max(min + 1, bound.integer(3, 100));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < paragraphs; i++) {
      int words = ThreadLocalRandom.current().nextInt(min, max);
      run.spend(words * 8L);
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < words; word++) {
        String next = WORDS.get(ThreadLocalRandom.current().nextInt(WORDS.size()));
        text.append(word == 0 ? StringMethods.capitalize(next) : " " + next);
      }
      String separator = i == 0 ? "" : html ? "\n" : "\n\n";
      out.append(separator).append(html ? "<p>" + text + ".</p>" : text + ".");
    }
    return html ? new Markup(out.toString()) : out.toString();
  }

  /** What {@code cycler()} makes. */
  static final class Cycler implements HasAttributes {
    private final List<Object> items;
    private int at;

    Cycler(List<Object> items) {
      if (items.isEmpty()) {
        throw TemplateException.runtime("at least one item has to be provided");
      }
      this.items = items;
    }

    @Override
    public @Nullable Object attribute(String name) {
      return switch (name) {
        case "current" -> items.get(at);
        case "next" ->
            (Function)
                (run, args) -> {
                  Object item = items.get(at);
                  at = (at + 1) % items.size();
                  return item;
                };
        case "reset" ->
            (Function)
                (run, args) -> {
                  at = 0;
                  return None.NONE;
                };
        default -> null;
      };
    }
  }
}
