package io.millrace.model.langchain4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the data of server-sent events, one event after the other. */
final class ServerSentEvents {
  private static final int LONGEST_EVENT = 4 * 1024 * 1024;

  private final BufferedReader lines;
  private final StringBuilder line = new StringBuilder();

  ServerSentEvents(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** Returns the data of the next event, or {@code null} at the end of the stream. */
  @Nullable String next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean some = false;
    while (true) {
      String text = readLine();
      if (text == null || (text.isEmpty() && some)) {
        return some ? data.toString() : null;
      }
      if (text.startsWith("data:")) {
        String value = text.substring(5);
        data.append(some ? "\n" : "").append(value.startsWith(" ") ? value.substring(1) : value);
        some = true;
      }
      if (data.length() > LONGEST_EVENT) {
        throw new IOException("an event longer than " + (LONGEST_EVENT >> 20) + " MiB");
      }
    }
  }

  /**
   * Reads a line of bounded length; its end is a line feed, with a carriage return before or not.
   */
  private @Nullable String readLine() throws IOException {
    line.setLength(0);
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c == '\n') {
        return withoutReturn();
      }
      line.append((char) c);
      if (line.length() > LONGEST_EVENT) {
        throw new IOException("a line longer than " + (LONGEST_EVENT >> 20) + " MiB");
      }
    }
    return line.isEmpty() ? null : withoutReturn();
  }

  private String withoutReturn() {
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }
}
