package io.millrace.datasource.crawl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part of a page that readers come for: what is around it by its tags and names goes,
 * then the smallest element is taken that still has almost all words that are no links, and all
 * headings, tables and blocks of code.
 */
final class MainContent {
  private static final double ALMOST_ALL = 0.85;
  private static final double ENOUGH = 0.25;
  private static final double FEW_BESIDE_LINKS = 0.3;

  private final Map<Element, Weight> weights = new HashMap<>();

  private MainContent() {}

  /** Returns the main element of a document's body; what is around it is removed from it. */
  static Element of(Element body) {
    NamedParts parts = new NamedParts();
    body.traverse(parts);
    Element named = parts.largest(ENOUGH);
    Element part = named == null ? body : named;
    part.filter(new Surroundings(part, parts.letters(part)));
    return new MainContent().densest(part);
  }

  private Element densest(Element root) {
    root.traverse(new Counter(root));
    Weight all = weight(root);
    if (all.words() == 0 || all.words() < all.letters() * FEW_BESIDE_LINKS) {
      return root; // a list of links: they are what it is for
    }
    Element chosen = root;
    for (Element next = heaviest(chosen, all); next != null; next = heaviest(chosen, all)) {
      chosen = next;
    }
    return chosen;
  }

  /** The child that has almost all of the words, and all that words are arranged by. */
  private @Nullable Element heaviest(Element parent, Weight all) {
    for (Element child : parent.children()) {
      Weight weight = weight(child);
      if (weight.words() >= all.words() * ALMOST_ALL && weight.marks() == weight(parent).marks()) {
        return child;
      }
    }
    return null;
  }

  private Weight weight(Element element) {
    return weights.getOrDefault(element, Weight.NONE);
  }

  /**
   * What an element has below it.
   *
   * @param letters characters that are no blanks
   * @param words those of them that are in no link
   * @param marks headings, tables and blocks of code
   */
  private record Weight(int letters, int words, int marks) {
    static final Weight NONE = new Weight(0, 0, 0);

    Weight minus(Weight other) {
      return new Weight(letters - other.letters, words - other.words, marks - other.marks);
    }
  }

  /** Weighs the root and whatever may hold a main part. */
  private final class Counter implements NodeVisitor {
    private final Element root;
    private final Deque<Weight> starts = new ArrayDeque<>();
    private int letters;
    private int words;
    private int marks;
    private int inLinks;

    Counter(Element root) {
      this.root = root;
    }

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        int length = length(text.getWholeText());
        letters += length;
        words += inLinks > 0 ? 0 : length;
      } else if (node instanceof Element element) {
        String tag = element.normalName();
        if (isHolder(element, tag)) {
          starts.push(new Weight(letters, words, marks));
        }
        marks += isMark(tag) ? 1 : 0;
        inLinks += tag.equals("a") ? 1 : 0;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        String tag = element.normalName();
        if (isHolder(element, tag)) {
          weights.put(element, new Weight(letters, words, marks).minus(starts.pop()));
        }
        inLinks -= tag.equals("a") ? 1 : 0;
      }
    }

    private boolean isHolder(Element element, String tag) {
      return tag.equals("div")
          || tag.equals("section")
          || tag.equals("article")
          || tag.equals("main")
          || element.equals(root);
    }

    private static boolean isMark(String tag) {
      return switch (tag) {
        case "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre" -> true;
        default -> false;
      };
    }
  }

  /** Returns how many characters of a text are no blanks. */
  static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += text.charAt(i) > ' ' ? 1 : 0;
    }
    return length;
  }
}
