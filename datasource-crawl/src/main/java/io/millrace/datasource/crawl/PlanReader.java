package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.crawl.BrowserUse.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a crawl, under the names that the plugins for Dify give them (spec/05 §8)
 * and those of the services behind them.
 */
final class PlanReader {
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();
  private static final int LONGEST_PATTERN = 500;
  private static final int MAX_PAGE_BYTES = 10 << 20;

  private final Map<String, Object> parameters;

  PlanReader(Map<String, Object> parameters) {
    this.parameters = parameters;
  }

  /**
   * What holds where a parameter is not given.
   *
   * @param limit results at most
   * @param subPages whether links are followed
   * @param mainContent whether only the main part of a page is taken
   * @param sitemap whether the site's own list of pages is read
   */
  record Defaults(int limit, boolean subPages, boolean mainContent, boolean sitemap) {}

  /**
   * Reads a plan.
   *
   * @throws DatasourceException if a parameter is missing or cannot be used
   */
  CrawlPlan read(Defaults defaults) {
    WebAddress start = url();
    boolean subPages = flag(defaults.subPages(), "crawl_subpages", "crawl_sub_pages");
    Scope scope =
        new Scope(
            start.site(),
            subPages ? patterns("include_paths", "includePaths") : ImmutableList.of(),
            subPages ? patterns("exclude_paths", "excludePaths") : ImmutableList.of());
    return new CrawlPlan(
        start,
        scope,
        subPages ? number(defaults.limit(), 1, "limit", "max_pages", "maxPages") : 1,
        subPages ? number(Integer.MAX_VALUE, 0, "max_depth", "max_discovery_depth", "maxDepth") : 0,
        subPages,
        subPages && flag(defaults.sitemap(), "use_sitemap", "sitemap", "useSitemap"),
        new TextStyle(
            format(), flag(defaults.mainContent(), "only_main_content", "onlyMainContent")),
        browser(),
        seconds("delay", Duration.ZERO, Duration.ofHours(1)),
        number(4, 1, "concurrency", "max_concurrency"),
        seconds("timeout", Duration.ofHours(12), Duration.ofDays(7)),
        seconds("page_timeout", Duration.ofSeconds(60), Duration.ofSeconds(60)),
        number(MAX_PAGE_BYTES, 1, "max_page_bytes"));
  }

  private BrowserUse browser() {
    Duration wait = Duration.ofMillis(number(0, 0, "wait_time", "wait_for", "waitFor"));
    List<String> texts = texts("browser");
    String first = texts.isEmpty() ? "" : Ascii.toLowerCase(texts.get(0));
    return switch (first) {
      case "never", "false", "off" -> new BrowserUse(When.NEVER, ImmutableList.of(), wait);
      case "always", "true", "on" -> new BrowserUse(When.ALWAYS, ImmutableList.of(), wait);
      case "", "auto" ->
          new BrowserUse(wait.isZero() ? When.EMPTY : When.ALWAYS, ImmutableList.of(), wait);
      default -> new BrowserUse(When.EMPTY, patterns("browser"), wait);
    };
  }

  WebAddress url() {
    String url = text("url", "source_url");
    if (url == null || url.isBlank()) {
      throw DatasourceException.permanent("Url is required", null);
    }
    WebAddress address = WebAddress.parse(url);
    if (address == null) {
      throw DatasourceException.permanent(
          "'%s' is not an http or https address. Give a full URL, such as https://example.org/"
              .formatted(shortened(url)),
          null);
    }
    return address;
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  @Nullable String text(String... names) {
    Object value = value(names);
    return value == null ? null : value.toString();
  }

  private @Nullable Object value(String... names) {
    for (String name : names) {
      Object value = parameters.get(name);
      if (value != null && !value.equals("")) {
        return value;
      }
    }
    return null;
  }

  boolean flag(boolean fallback, String... names) {
    Object value = value(names);
    if (value == null) {
      return fallback;
    } else if (value instanceof Boolean flag) {
      return flag;
    } else if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return switch (Ascii.toLowerCase(value.toString().strip())) {
      case "true", "yes", "on", "1", "include", "only" -> true;
      case "false", "no", "off", "0", "skip" -> false;
      default -> throw unusable(names[0], value, "true or false");
    };
  }

  int number(int fallback, int least, String... names) {
    Object value = value(names);
    if (value == null) {
      return fallback;
    }
    try {
      double number =
          value instanceof Number given
              ? given.doubleValue()
              : Double.parseDouble(value.toString().strip());
      if (number >= least && number == Math.rint(number)) {
        return (int) Math.min(number, Integer.MAX_VALUE);
      }
    } catch (NumberFormatException notNumber) {
      throw unusable(names[0], value, "a whole number, " + least + " or more");
    }
    throw unusable(names[0], value, "a whole number, " + least + " or more");
  }

  private Duration seconds(String name, Duration fallback, Duration most) {
    Object value = value(name);
    if (value == null) {
      return fallback;
    }
    try {
      double seconds = Double.parseDouble(value.toString().strip());
      if (seconds >= 0 && seconds <= most.toSeconds()) {
        return Duration.ofNanos((long) (seconds * 1e9));
      }
    } catch (NumberFormatException notNumber) {
      throw unusable(name, value, "seconds, up to " + most.toSeconds());
    }
    throw unusable(name, value, "seconds, up to " + most.toSeconds());
  }

  List<String> texts(String... names) {
    Object value = value(names);
    List<String> texts = new ArrayList<>();
    if (value instanceof Iterable<?> list) {
      list.forEach(element -> texts.add(String.valueOf(element).strip()));
    } else if (value != null) {
      texts.addAll(COMMAS.splitToList(value.toString()));
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }

  private ImmutableList<Pattern> patterns(String... names) {
    ImmutableList.Builder<Pattern> patterns = ImmutableList.builder();
    for (String text : texts(names)) {
      if (text.length() > LONGEST_PATTERN) {
        throw unusable(names[0], shortened(text), "patterns of up to 500 characters");
      }
      patterns.add(pattern(text));
    }
    return patterns.build();
  }

  /** A regular expression found anywhere in the path; what is none is a glob for all of it. */
  private static Pattern pattern(String text) {
    try {
      return text.startsWith("*") || text.contains("/**") ? glob(text) : Pattern.compile(text);
    } catch (PatternSyntaxException notRegular) {
      return glob(text);
    }
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder(text.startsWith("/") ? "^" : "^/?");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.append('$').toString());
  }

  private TextStyle.Format format() {
    List<String> formats = texts("formats", "format");
    if (formats.isEmpty()) {
      return TextStyle.Format.MARKDOWN;
    }
    return switch (Ascii.toLowerCase(formats.get(0))) {
      case "markdown" -> TextStyle.Format.MARKDOWN;
      case "html", "rawhtml" -> TextStyle.Format.HTML;
      case "text" -> TextStyle.Format.TEXT;
      case "none", "links" -> TextStyle.Format.NONE;
      default -> throw unusable("formats", formats.get(0), "markdown, html, text or none");
    };
  }

  private static DatasourceException unusable(String name, Object value, String possible) {
    return DatasourceException.permanent(
        "Parameter '%s' cannot be '%s'. Give %s".formatted(name, value, possible), null);
  }
}
