package io.millrace.extractor.tika;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The parts of an Office Open XML file and how they refer to each other. */
final class OfficePackage implements AutoCloseable {

  /**
   * A reference from one part to another, or to the world outside.
   *
   * @param type the last word of the relationship's type: {@code image}
   */
  record Relation(String type, String target, boolean external) {}

  private final ZipFile zip;
  private final Map<String, ZipEntry> parts = new HashMap<>();

  OfficePackage(Path file) throws IOException {
    zip = new ZipFile(file.toFile());
    zip.stream().forEach(entry -> parts.putIfAbsent(key(entry.getName()), entry));
    if (!has("[Content_Types].xml")) {
      zip.close();
      throw Flaw.unexplained(
          "has no '[Content_Types].xml': it is a zip file of another kind", null);
    }
  }

  boolean has(String part) {
    return parts.containsKey(key(part));
  }

  InputStream open(String part) throws IOException {
    ZipEntry entry = parts.get(key(part));
    if (entry == null) {
      throw Flaw.unexplained("has no part '" + part + "'", null);
    }
    return zip.getInputStream(entry);
  }

  /** Returns the bytes of an image, cut off where it is too large to keep. */
  byte[] bytes(String part) throws IOException {
    try (InputStream in = open(part)) {
      return in.readNBytes((int) ImageKeeper.MOST_BYTES_EACH + 1);
    }
  }

  /** Reads a part's XML. */
  void read(String part, XmlPart.Reading reading) throws IOException {
    try (InputStream in = open(part)) {
      XmlPart xml = new XmlPart(in);
      reading.read(xml);
    } catch (XMLStreamException e) {
      throw Flaw.unexplained("is damaged in '%s': %s".formatted(part, e.getMessage()), e);
    }
  }

  /** Returns what the part refers to, by relationship id; empty when it refers to nothing. */
  Map<String, Relation> relations(String part) throws IOException {
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    String rels = folder + "_rels/" + part.substring(slash) + ".rels";
    Map<String, Relation> relations = new LinkedHashMap<>();
    if (has(rels)) {
      read(
          rels,
          xml -> {
            while (xml.nextStart()) {
              if (xml.is("Relationship")) {
                relations.put(xml.attribute("Id", ""), relation(folder, xml));
              }
            }
          });
    }
    return relations;
  }

  private static Relation relation(String folder, XmlPart xml) {
    String type = xml.attribute("Type", "");
    String target = xml.attribute("Target", "");
    boolean external = xml.attribute("TargetMode", "").equalsIgnoreCase("External");
    return new Relation(
        type.substring(type.lastIndexOf('/') + 1),
        external ? target : resolve(folder, target),
        external);
  }

  /** Returns the part of that relationship type that the package itself names, or the default. */
  String mainPart(String usual) throws IOException {
    for (Relation relation : relations("").values()) {
      if (relation.type().equals("officeDocument") && has(relation.target())) {
        return relation.target();
      }
    }
    return usual;
  }

  private static String resolve(String folder, String target) {
    String path = target.replace('\\', '/');
    if (path.startsWith("/")) {
      return path.substring(1);
    }
    @Nullable URI uri = null;
    try {
      uri = new URI(null, null, "/" + folder + path, null).normalize();
    } catch (java.net.URISyntaxException e) {
      return folder + path; // an odd name: found as it is, or not at all
    }
    return uri.getPath().substring(1);
  }

  private static String key(String name) {
    return name.replace('\\', '/').toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
