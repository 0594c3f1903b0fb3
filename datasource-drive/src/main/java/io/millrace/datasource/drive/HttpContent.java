package io.millrace.datasource.drive;

import io.millrace.http.HttpReply;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a download say. */
public final class HttpContent {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private HttpContent() {}

  /** Returns where in the file the answer begins: {@code Content-Range} of a 206, else 0. */
  public static long offset(HttpReply reply) throws IOException {
    if (reply.status() != 206) {
      return 0;
    }
    Matcher range = RANGE.matcher(reply.header("content-range").orElse(""));
    if (!range.matches()) {
      throw new ContentChangedException("the service does not say which part it sends");
    }
    return Long.parseLong(range.group(1));
  }

  /** Returns the size of the whole file, or -1 when the answer does not say. */
  public static long size(HttpReply reply) {
    Matcher range = RANGE.matcher(reply.header("content-range").orElse(""));
    if (reply.status() == 206 && range.matches()) {
      return range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
    }
    // the answer to a HEAD has a length and no body
    String length = reply.header("content-length").orElse("");
    boolean packed =
        reply.header("content-encoding").filter(c -> !c.equals("identity")).isPresent();
    return packed || !length.matches("\\d{1,18}") ? reply.contentLength() : Long.parseLong(length);
  }

  /** Returns a date in the form of HTTP, or {@code null}. */
  public static @Nullable Instant date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  /** Returns a date in the form of ISO 8601, or {@code null}. */
  public static @Nullable Instant isoDate(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return ZonedDateTime.parse(text).toInstant();
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  /** Returns an answer as an opened file; closing it closes the answer. */
  public static Content of(DriveEntry facts, HttpReply reply) throws IOException {
    return new Content(facts, offset(reply), reply.body(), reply::close);
  }
}
