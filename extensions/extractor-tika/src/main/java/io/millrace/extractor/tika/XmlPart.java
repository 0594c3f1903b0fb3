package io.millrace.extractor.tika;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A cursor over XML that looks at local names only and never resolves an entity. */
final class XmlPart {
  private static final XMLInputFactory FACTORY = factory();
  private final XMLStreamReader reader;
  private int untilCheck;

  XmlPart(InputStream in) throws XMLStreamException {
    synchronized (FACTORY) {
      reader = FACTORY.createXMLStreamReader(in);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** What reads a part. */
  @FunctionalInterface
  interface Reading {
    void read(XmlPart xml) throws XMLStreamException, IOException;
  }

  /** Moves on; returns whether there was more. */
  boolean next() throws XMLStreamException {
    if (--untilCheck < 0) {
      untilCheck = 4096;
      Workers.stopIfGivenUp();
    }
    if (!reader.hasNext()) {
      return false;
    }
    reader.next();
    return true;
  }

  /** Moves to the next start of an element; returns whether there was one. */
  boolean nextStart() throws XMLStreamException {
    while (next()) {
      if (isStart()) {
        return true;
      }
    }
    return false;
  }

  boolean isStart() {
    return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
  }

  boolean isEnd() {
    return reader.getEventType() == XMLStreamConstants.END_ELEMENT;
  }

  boolean isText() {
    return reader.isCharacters();
  }

  String text() {
    return reader.getText();
  }

  String name() {
    return reader.getLocalName();
  }

  boolean is(String name) {
    return reader.getLocalName().equals(name);
  }

  /** Returns an attribute by its local name, or {@code null}. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  String attribute(String name, String otherwise) {
    String value = attribute(name);
    return value == null ? otherwise : value;
  }

  int number(String name, int otherwise) {
    try {
      return Integer.parseInt(attribute(name, ""));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Skips the element that just started. */
  void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0 && next()) {
      depth += isStart() ? 1 : isEnd() ? -1 : 0;
    }
  }

  /** Returns all text inside the element that just started and moves to its end. */
  String allText() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0 && next()) {
      if (isText()) {
        text.append(text());
      } else {
        depth += isStart() ? 1 : isEnd() ? -1 : 0;
      }
    }
    return text.toString();
  }
}
