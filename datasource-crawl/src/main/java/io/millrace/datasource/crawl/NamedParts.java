package io.millrace.datasource.crawl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Finds in one walk what a page itself calls its main part, and how much of the words is in it. */
final class NamedParts implements NodeVisitor {

  /** How a part is named, the surest way first. */
  private static final int WAYS = 3;

  private record Part(Element element, int way, int length) {}

  private record Open(Element element, int way, int start) {}

  private final List<Part> parts = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int length;

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      length += MainContent.length(text.getWholeText());
    } else if (node instanceof Element element) {
      int way = way(element);
      if (way < WAYS) {
        open.push(new Open(element, way, length));
      }
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very node, not one like it
  public void tail(Node node, int depth) {
    Open last = open.peek();
    if (last != null && node.equals(last.element())) {
      open.pop();
      parts.add(new Part(last.element(), last.way(), length - last.start()));
    }
  }

  private static int way(Element element) {
    return switch (element.normalName()) {
      case "main" -> 0;
      case "article" -> "main".equals(element.attr("role")) ? 1 : 2;
      default -> "main".equals(element.attr("role")) ? 1 : WAYS;
    };
  }

  /**
   * Returns how many characters, blanks not counted, a part has, or the whole of what was walked.
   */
  int letters(Element element) {
    return parts.stream()
        .filter(part -> part.element().equals(element))
        .mapToInt(Part::length)
        .findFirst()
        .orElse(length);
  }

  /** Returns the largest part of the surest way that has that share of all words, or none. */
  @Nullable Element largest(double share) {
    for (int way = 0; way < WAYS; way++) {
      Part best = null;
      for (Part part : parts) {
        if (part.way() == way && (best == null || part.length() > best.length())) {
          best = part;
        }
      }
      if (best != null && best.length() > 0 && best.length() >= length * share) {
        return best.element();
      }
    }
    return null;
  }
}
