package io.millrace.extractor.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Takes what a Tika parser says, a piece at a time: a page, a slide, or as much as there is when
 * enough has come together. Only one piece is in memory as markup.
 */
final class XhtmlCollector extends DefaultHandler {
  private static final int ENOUGH = 64 << 10;
  private static final Set<String> UNIT_CLASSES = Set.of("page", "slide", "slide-content");

  /** Takes one piece of a document's body. */
  @FunctionalInterface
  interface Pieces {

    /**
     * Takes a piece.
     *
     * @param unit the class of the page or slide it is, or {@code null} for a piece of running text
     */
    void piece(String xhtml, @Nullable String unit);
  }

  private final Pieces pieces;
  private final BoundedText xhtml;
  private final Deque<String> units = new ArrayDeque<>();
  private boolean inBody;
  private int depth;

  XhtmlCollector(Pieces pieces, long maxCharacters) {
    this.pieces = pieces;
    this.xhtml = new BoundedText(maxCharacters);
  }

  /** Puts markup of another document in at this place. */
  void raw(String markup) {
    xhtml.append(markup);
  }

  @Override
  public void startElement(String uri, String localName, String name, Attributes attributes) {
    if (localName.equals("body")) {
      inBody = true;
      depth = 0;
      return;
    } else if (!inBody) {
      return;
    }
    depth++;
    String type = localName.equals("div") ? attributes.getValue("class") : null;
    String unit = type != null && UNIT_CLASSES.contains(type) ? type : "";
    if (!unit.isEmpty()) {
      flush(null);
    }
    units.addLast(unit);
    xhtml.append('<').append(localName);
    for (int i = 0; i < attributes.getLength(); i++) {
      xhtml.append(' ').append(attributes.getLocalName(i)).append("=\"");
      escape(attributes.getValue(i));
      xhtml.append('"');
    }
    xhtml.append('>');
  }

  @Override
  public void endElement(String uri, String localName, String name) {
    if (localName.equals("body")) {
      flush(null);
      inBody = false;
    } else if (inBody && depth > 0) {
      depth--;
      xhtml.append("</").append(localName).append('>');
      String unit = units.removeLast();
      if (!unit.isEmpty()) {
        flush(unit);
      } else if (depth == 0 && xhtml.length() > ENOUGH) {
        flush(null);
      }
    }
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    if (inBody) {
      escape(new String(chars, start, length));
    }
  }

  @Override
  public void ignorableWhitespace(char[] chars, int start, int length) {
    characters(chars, start, length);
  }

  private void flush(@Nullable String unit) {
    if (!xhtml.isEmpty()) {
      pieces.piece(xhtml.cut(0), unit);
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> xhtml.append("&lt;");
        case '>' -> xhtml.append("&gt;");
        case '&' -> xhtml.append("&amp;");
        case '"' -> xhtml.append("&quot;");
        default -> xhtml.append(c);
      }
    }
  }
}
