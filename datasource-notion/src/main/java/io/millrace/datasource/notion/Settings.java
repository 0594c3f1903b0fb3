package io.millrace.datasource.notion;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.millrace.datasource.DatasourceException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to read, by the host's settings, whose names begin with {@code notion.}, and by the fields of
 * the credential, which win. {@code request_timeout} is the host's alone.
 *
 * @param baseUrl {@code base_url}: where the API is
 * @param version {@code version}: which version of it is spoken
 * @param concurrency {@code concurrency}: how many requests of one integration are under way at
 *     once; 8
 * @param requestsPerSecond {@code requests_per_second}: of one integration, on average; 3, and 0
 *     for no limit
 * @param burst {@code burst}: how many requests may go at once after a pause; 6
 * @param requestTimeout {@code request_timeout}: for one request, in seconds; 60
 * @param retries how failed requests are tried again
 * @param rowsAsDocuments {@code rows}: {@code documents} makes a document of each row of a
 *     database, {@code table} one of the whole
 * @param files {@code files}: {@code link} leaves files where they are, {@code extract} adds their
 *     text
 * @param rowLinks {@code row_links}: whether the rows of a table lead to their pages, {@code yes}
 *     or {@code no}; no, because addresses outweigh words in a search by meaning
 * @param tableCharacters {@code table_characters}: a table of more characters goes on as a further
 *     one with the same header; 500, and 0 for never
 * @param maxBlocks {@code max_blocks}: of one page; 100,000
 * @param maxRows {@code max_rows}: of a database that is one document; 50,000
 * @param titleLookups {@code title_lookups}: how many titles of related and linked pages are looked
 *     up for one document; 300
 */
record Settings(
    String baseUrl,
    String version,
    int concurrency,
    double requestsPerSecond,
    int burst,
    Duration requestTimeout,
    RetrySettings retries,
    boolean rowsAsDocuments,
    FileHandling files,
    boolean rowLinks,
    int tableCharacters,
    int maxBlocks,
    int maxRows,
    int titleLookups) {

  /** What becomes of the files on a page. */
  enum FileHandling {
    LINK,
    EXTRACT
  }

  /**
   * How failed requests are tried again.
   *
   * @param attempts the most there may be, the first included
   * @param firstDelay doubled each time
   * @param longestWait the most a server may ask to wait
   * @param all the time for all attempts of one request
   */
  record RetrySettings(int attempts, Duration firstDelay, Duration longestWait, Duration all) {
    static final RetrySettings DEFAULT =
        new RetrySettings(8, Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofMinutes(5));
  }

  private static final String PREFIX = "notion.";
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "base_url",
          "version",
          "concurrency",
          "requests_per_second",
          "burst",
          "request_timeout",
          "rows",
          "files",
          "row_links",
          "table_characters",
          "max_blocks",
          "max_rows",
          "title_lookups");

  /**
   * Returns the host's settings that are for Notion, without their prefix.
   *
   * @throws DatasourceException if one of them has a name that is not known
   */
  static ImmutableMap<String, String> ofHost(Map<String, String> settings) {
    ImmutableMap.Builder<String, String> found = ImmutableMap.builder();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            String name = key.substring(PREFIX.length());
            if (!NAMES.contains(name)) {
              throw DatasourceException.permanent(
                  "There is no setting '%s'. Use %s with one of %s".formatted(key, PREFIX, NAMES),
                  null);
            }
            found.put(name, value);
          }
        });
    return found.buildOrThrow();
  }

  static Settings of(Map<String, String> values) {
    return new Settings(
        values.getOrDefault("base_url", "https://api.notion.com/v1"),
        values.getOrDefault("version", ApiVersion.DATA_SOURCES.text()),
        whole(values, "concurrency", 8, 1, 64),
        number(values, "requests_per_second", "3", Double::valueOf, 0, 1_000),
        whole(values, "burst", 6, 1, 1_000),
        Duration.ofSeconds(whole(values, "request_timeout", 60, 1, 3_600)),
        RetrySettings.DEFAULT,
        rowsAsDocuments(values.get("rows"), false),
        files(values.get("files")),
        rowLinks(values.get("row_links")),
        whole(values, "table_characters", 500, 0, 10_000_000),
        whole(values, "max_blocks", 100_000, 1, 10_000_000),
        whole(values, "max_rows", 50_000, 1, 10_000_000),
        whole(values, "title_lookups", 300, 0, 1_000_000));
  }

  /** Returns these settings with other retries. */
  Settings with(RetrySettings other) {
    return new Settings(
        baseUrl,
        version,
        concurrency,
        requestsPerSecond,
        burst,
        requestTimeout,
        other,
        rowsAsDocuments,
        files,
        rowLinks,
        tableCharacters,
        maxBlocks,
        maxRows,
        titleLookups);
  }

  /** Reads the choice between a table and a document for each row. */
  static boolean rowsAsDocuments(@Nullable Object value, boolean fallback) {
    if (value == null) {
      return fallback;
    } else if (value.equals("documents")) {
      return true;
    } else if (value.equals("table")) {
      return false;
    }
    throw DatasourceException.permanent(
        "Setting 'rows' must be 'table' or 'documents', but is '%s'".formatted(value), null);
  }

  private static FileHandling files(@Nullable String value) {
    if (value == null || value.equals("link")) {
      return FileHandling.LINK;
    } else if (value.equals("extract")) {
      return FileHandling.EXTRACT;
    }
    throw DatasourceException.permanent(
        "Setting 'files' must be 'link' or 'extract', but is '%s'".formatted(value), null);
  }

  private static boolean rowLinks(@Nullable String value) {
    if (value == null || value.equals("no")) {
      return false;
    } else if (value.equals("yes")) {
      return true;
    }
    throw DatasourceException.permanent(
        "Setting 'row_links' must be 'yes' or 'no', but is '%s'".formatted(value), null);
  }

  private static int whole(
      Map<String, String> values, String key, int fallback, int least, int most) {
    return number(values, key, String.valueOf(fallback), Integer::valueOf, least, most).intValue();
  }

  private static <N extends Number> N number(
      Map<String, String> values,
      String key,
      String fallback,
      Function<String, N> parse,
      int least,
      int most) {
    String text = values.getOrDefault(key, fallback);
    try {
      N number = parse.apply(text.strip());
      if (number.doubleValue() >= least && number.doubleValue() <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as what is out of range.
    }
    throw DatasourceException.permanent(
        "Setting '%s' must be a number from %,d to %,d, but is '%s'"
            .formatted(key, least, most, text),
        null);
  }
}
