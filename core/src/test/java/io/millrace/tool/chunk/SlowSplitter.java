package io.millrace.tool.chunk;

import io.millrace.tool.ToolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules of spec/04 §5.1 written down as they stand, with a copy at every step: slow, and plain
 * enough to be compared with the page. Texts are lists of characters so that lengths are obvious.
 */
record SlowSplitter(String delimiter, double size, double overlap, boolean keepFirst) {
  private static final List<String> SEPARATORS = List.of("\n\n", "。", ". ", " ", "");
  private static final Pattern WHITE_SPACE =
      Pattern.compile(
          "[\\t-\\r\\x1C- \\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]+");

  List<String> split(String text) {
    List<String> chunks = new ArrayList<>();
    List<String> pieces = delimiter.isEmpty() ? List.of(text) : dropping(text, delimiter);
    for (String piece : pieces) {
      if (length(piece) <= size) {
        chunks.add(piece);
      } else {
        firstLevel(piece, chunks);
      }
    }
    return chunks;
  }

  private void firstLevel(String piece, List<String> chunks) {
    int level = level(piece, SEPARATORS);
    String separator = SEPARATORS.get(level);
    if (separator.isEmpty()) {
      characters(piece, chunks);
      return;
    }
    List<String> parts;
    if (keepFirst) {
      parts = keeping(piece, separator);
    } else if (separator.equals(" ")) {
      parts = List.of(WHITE_SPACE.split(piece));
    } else {
      parts = dropping(piece, separator);
    }
    collect(parts, SEPARATORS.subList(level + 1, SEPARATORS.size()), chunks);
  }

  private void deeper(String text, List<String> separators, List<String> chunks) {
    int level = level(text, separators);
    List<String> parts = keeping(text, separators.get(level));
    collect(parts, separators.subList(level + 1, separators.size()), chunks);
  }

  private void collect(List<String> parts, List<String> separators, List<String> chunks) {
    List<String> shortOnes = new ArrayList<>();
    for (String part : parts) {
      if (part.isEmpty() || part.equals("\n")) {
        continue;
      }
      if (length(part) < size) {
        shortOnes.add(part);
        continue;
      }
      merge(shortOnes, chunks);
      shortOnes.clear();
      if (separators.isEmpty()) {
        chunks.add(part);
      } else {
        deeper(part, separators, chunks);
      }
    }
    merge(shortOnes, chunks);
  }

  private void characters(String piece, List<String> chunks) {
    String current = "";
    String carried = "";
    for (String character : keeping(piece.replace("\n", ""), "")) {
      int length = length(current) + 1;
      if (length <= size - overlap) {
        current += character;
      } else if (length <= size) {
        current += character;
        carried += character;
      } else {
        chunks.add(current);
        current = carried + character;
        carried = "";
      }
    }
    if (!current.isEmpty()) {
      chunks.add(current);
    }
  }

  private void merge(List<String> parts, List<String> chunks) {
    Deque<String> window = new ArrayDeque<>();
    int total = 0;
    for (String part : parts) {
      if (total + length(part) > size && !window.isEmpty()) {
        emit(window, chunks);
        while (total > overlap || (total + length(part) > size && total > 0)) {
          if (window.isEmpty()) {
            throw new ToolException("nothing left to drop");
          }
          total -= length(window.removeFirst());
        }
      }
      window.addLast(part);
      total += length(part);
    }
    emit(window, chunks);
  }

  private static void emit(Deque<String> window, List<String> chunks) {
    String chunk = String.join("", window);
    chunk = Pattern.compile("^" + WHITE_SPACE.pattern()).matcher(chunk).replaceAll("");
    chunk = Pattern.compile(WHITE_SPACE.pattern() + "\\z").matcher(chunk).replaceAll("");
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
  }

  private static int level(String text, List<String> separators) {
    int level = 0;
    while (!text.contains(separators.get(level))) {
      level++;
    }
    return level;
  }

  private static List<String> dropping(String text, String separator) {
    return List.of(text.split(Pattern.quote(separator), -1));
  }

  private static List<String> keeping(String text, String separator) {
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return parts;
    }
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at + separator.length()));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
