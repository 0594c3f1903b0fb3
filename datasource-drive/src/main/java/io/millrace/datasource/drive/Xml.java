package io.millrace.datasource.drive;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML of strangers as it comes: no DTD, no entities, no other documents. */
public final class Xml {
  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** What is told of a document's elements; names are without prefix. */
  public interface Handler {

    /** An element begins. */
    default void begin(String name) {}

    /** An element ends; {@code text} is what stood in it after its last child. */
    void end(String name, String text) throws IOException;
  }

  /**
   * Reads a document to its end.
   *
   * @throws IOException if it is broken, or breaks off
   */
  public static void read(InputStream in, Handler handler) throws IOException {
    try {
      XMLStreamReader reader;
      synchronized (FACTORY) {
        reader = FACTORY.createXMLStreamReader(in);
      }
      StringBuilder text = new StringBuilder();
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamReader.START_ELEMENT -> {
            text.setLength(0);
            handler.begin(reader.getLocalName());
          }
          case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
              text.append(reader.getText());
          case XMLStreamReader.END_ELEMENT -> {
            handler.end(reader.getLocalName(), text.toString());
            text.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException("The service answered XML that cannot be read: " + firstLine(e), e);
    }
  }

  private static String firstLine(XMLStreamException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
