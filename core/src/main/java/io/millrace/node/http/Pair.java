package io.millrace.node.http;

import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A name and a value, of a header, a parameter or a form field. */
record Pair(Rendered name, Rendered value) {

  /** Reads {@code name:value} lines of text whose references were replaced before. */
  static List<Pair> headers(Rendered lines) {
    Map<String, String> sent = lines(lines.text());
    Map<String, String> shown = lines(lines.shown());
    List<Pair> pairs = new ArrayList<>();
    List<String> shownNames = List.copyOf(shown.keySet());
    int place = 0;
    for (Map.Entry<String, String> header : sent.entrySet()) {
      String name = place < shownNames.size() ? shownNames.get(place) : header.getKey();
      pairs.add(
          new Pair(
              new Rendered(header.getKey(), name),
              new Rendered(header.getValue(), shown.getOrDefault(name, ""))));
      place++;
    }
    return pairs;
  }

  private static Map<String, String> lines(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              String name = colon < 0 ? line : line.substring(0, colon);
              pairs.put(name.strip(), colon < 0 ? "" : line.substring(colon + 1).strip());
            });
    return pairs;
  }

  /** Reads {@code name:value} lines, then replaces references: values may hold line breaks. */
  static List<Pair> parameters(String text, VariablePool variables) {
    List<Pair> pairs = new ArrayList<>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              String name = colon < 0 ? line : line.substring(0, colon).strip();
              String value = colon < 0 ? "" : line.substring(colon + 1).strip();
              if (!name.isEmpty()) {
                pairs.add(new Pair(Rendered.of(name, variables), Rendered.of(value, variables)));
              }
            });
    return pairs;
  }
}
