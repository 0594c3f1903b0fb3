package io.millrace.datasource.notion;

import io.millrace.datasource.DatasourceException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to read, by the host's settings for the provider and by the fields of the credential, which
 * win. {@code concurrency} and {@code request_timeout} are the host's alone.
 *
 * @param baseUrl {@code base_url}: where the API is
 * @param version {@code version}: which version of it is spoken
 * @param concurrency {@code concurrency}: how many requests are under way at once; 8
 * @param requestsPerSecond {@code requests_per_second}: of one integration, on average; 3, and 0
 *     for no limit
 * @param burst {@code burst}: how many requests may go at once after a pause; 6
 * @param requestTimeout {@code request_timeout}: for one request, in seconds; 60
 * @param retries how failed requests are tried again
 * @param rowsAsDocuments {@code rows}: {@code documents} makes a document of each row of a
 *     database, {@code table} one of the whole
 * @param files {@code files}: {@code link} leaves files where they are, {@code extract} adds their
 *     text
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
