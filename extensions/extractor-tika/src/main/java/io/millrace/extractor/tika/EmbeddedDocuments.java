package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * What is inside a document: images go to the store, documents are read in place under their name.
 * One that cannot be read is a warning, never the end of the document around it.
 */
final class EmbeddedDocuments implements EmbeddedDocumentExtractor {
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  private final Parser parser;
  private final ParseContext context;
  private final ExtractionRequest.Limits limits;
  private final ImageKeeper images;
  private final Map<String, String> imageUrls = new HashMap<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private int depth;
  private int count;

  EmbeddedDocuments(
      Parser parser, ParseContext context, ExtractionRequest.Limits limits, ImageKeeper images) {
    this.parser = parser;
    this.context = context;
    this.limits = limits;
    this.images = images;
  }

  Map<String, String> imageUrls() {
    return imageUrls;
  }

  Set<String> warnings() {
    return warnings;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return true;
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    Workers.stopIfGivenUp();
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    if (++count > limits.maxArchiveEntries()) {
      warnings.add("Of what is inside, only the first %,d were read".formatted(count - 1));
    } else if (isImage(name, metadata)) {
      image(name == null ? "image-" + count : name, stream);
    } else if (depth >= limits.maxArchiveDepth()) {
      warnings.add("Documents nested deeper than %d were left out".formatted(depth));
    } else {
      document(name, stream, handler, metadata);
    }
  }

  private static boolean isImage(@Nullable String name, Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    return type != null
        ? type.startsWith("image/")
        : name != null && name.matches("(?i).*\\.(png|jpe?g|gif|bmp|webp|tiff?|emf|wmf|jb2|jp2)");
  }

  private void image(String name, InputStream stream) throws IOException {
    if (images.wanted()) {
      byte[] bytes = stream.readNBytes((int) ImageKeeper.MOST_BYTES_EACH + 1);
      images.embedded(name, bytes).ifPresent(url -> imageUrls.put(name, url));
    }
  }

  private void document(
      @Nullable String name, InputStream stream, ContentHandler handler, Metadata metadata)
      throws SAXException, IOException {
    depth++;
    try {
      if (name != null && !name.isBlank()) {
        heading(name, handler);
      }
      ContentHandler inner = new EmbeddedContentHandler(new BodyContentHandler(handler));
      parser.parse(TikaInputStream.get(stream), inner, metadata, context);
    } catch (TikaException | IOException | RuntimeException e) {
      Flaw flaw = Failures.flawIn(e);
      if (flaw != null) {
        throw flaw;
      }
      warnings.add(
          "%s inside was left out: %s"
              .formatted(name == null ? "A document" : name, e.getMessage()));
    } finally {
      depth--;
    }
  }

  private static void heading(String name, ContentHandler handler) throws SAXException {
    char[] chars = name.toCharArray();
    handler.startElement(XHTML, "h2", "h2", new AttributesImpl());
    handler.characters(chars, 0, chars.length);
    handler.endElement(XHTML, "h2", "h2");
  }
}
