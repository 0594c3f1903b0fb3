package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
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

  private static final String THUMBNAIL =
      TikaCoreProperties.EmbeddedResourceType.THUMBNAIL.toString();
  private static final int SUBJECT_WITHIN = 64 << 10;
  private static final Pattern SUBJECT = Pattern.compile("(?im)^Subject:(.*)$");

  private final Parser parser;
  private final ParseContext context;
  private final ExtractionRequest.Limits limits;
  private final ImageKeeper images;
  private final boolean drawings;
  private final Map<String, String> imageUrls = new LinkedHashMap<>();
  private final Set<String> placed = new HashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private int depth;
  private int count;

  /**
   * Makes the reader of what is inside one document.
   *
   * @param drawings whether the words of vector drawings are wanted
   */
  EmbeddedDocuments(
      Parser parser,
      ParseContext context,
      ExtractionRequest.Limits limits,
      ImageKeeper images,
      boolean drawings) {
    this.parser = parser;
    this.context = context;
    this.limits = limits;
    this.images = images;
    this.drawings = drawings;
  }

  Map<String, String> imageUrls() {
    return imageUrls;
  }

  /** Returns the Markdown of images that were found since and that {@code markdown} lacks. */
  String missingImages(String markdown) {
    StringBuilder links = new StringBuilder();
    for (String url : imageUrls.values()) {
      if (placed.add(url) && !markdown.contains(url)) {
        links.append("\n\n![image](").append(url).append(')');
      }
    }
    return links.toString();
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
    } else if (THUMBNAIL.equals(metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE))) {
      return; // a picture of the document, not in it
    } else if (isImage(name, metadata) && !(drawings && isDrawing(metadata))) {
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

  private static boolean isDrawing(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    return type != null && type.matches("image/(x-)?(emf|wmf)");
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
      BufferedInputStream content = new BufferedInputStream(stream, SUBJECT_WITHIN);
      String title = name == null || name.isBlank() ? subject(content) : name;
      if (!title.isBlank()) {
        heading(title, handler);
      }
      ContentHandler inner = new EmbeddedContentHandler(new BodyContentHandler(handler));
      parser.parse(TikaInputStream.get(content), inner, metadata, context);
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

  /** Returns the subject of a mail that has no other name, or nothing. */
  private static String subject(BufferedInputStream content) throws IOException {
    content.mark(SUBJECT_WITHIN);
    String head = new String(content.readNBytes(SUBJECT_WITHIN - 1), StandardCharsets.ISO_8859_1);
    content.reset();
    Matcher matcher = SUBJECT.matcher(head);
    return matcher.find()
        ? DecoderUtil.decodeEncodedWords(matcher.group(1).strip(), DecodeMonitor.SILENT)
        : "";
  }

  private static void heading(String name, ContentHandler handler) throws SAXException {
    char[] chars = name.toCharArray();
    handler.startElement(XHTML, "h2", "h2", new AttributesImpl());
    handler.characters(chars, 0, chars.length);
    handler.endElement(XHTML, "h2", "h2");
  }
}
