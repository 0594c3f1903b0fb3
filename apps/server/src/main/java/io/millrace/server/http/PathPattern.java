package io.millrace.server.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code /v1/datasets/{dataset_id}/documents}. The segment of a parameter whose name
 * is {@code dataset_id} must be a UUID, or the pattern does not match (spec/01 §1).
 */
final class PathPattern {
  private static final Splitter SLASH = Splitter.on('/');
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final String text;
  private final ImmutableList<String> segments;

  PathPattern(String text) {
    this.text = text;
    this.segments = ImmutableList.copyOf(SLASH.split(text));
  }

  /** How many fixed segments it has: of two patterns that match, the one with more wins. */
  int fixedSegments() {
    return (int) segments.stream().filter(segment -> !isParameter(segment)).count();
  }

  List<String> parameters() {
    return segments.stream().filter(PathPattern::isParameter).map(PathPattern::name).toList();
  }

  /** Returns the parameters' values, or {@code null} if the path is another. */
  @Nullable Map<String, String> match(List<String> path) {
    if (path.size() != segments.size()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (!isParameter(segment)) {
        if (!segment.equals(path.get(i))) {
          return null;
        }
      } else if (path.get(i).isEmpty()
          || (name(segment).equals("dataset_id") && !UUID.matcher(path.get(i)).matches())) {
        return null;
      } else {
        values.put(name(segment), path.get(i));
      }
    }
    return values;
  }

  static List<String> split(String path) {
    return SLASH.splitToList(path);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
