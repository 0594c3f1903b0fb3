package io.millrace.datasource.drive.azure;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Checksum;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the XML of a list of blobs or of containers. */
final class AzureListing implements Xml.Handler {
  private final Function<String, Location> place;
  private final Map<String, String> fields = new HashMap<>();
  private final ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
  private @Nullable String marker;

  private AzureListing(Function<String, Location> place) {
    this.place = place;
  }

  /**
   * Reads a page.
   *
   * @param place makes the place of a blob, or of a container's root, of its name
   */
  static DrivePage read(InputStream xml, Function<String, Location> place) throws IOException {
    AzureListing listing = new AzureListing(place);
    Xml.read(xml, listing);
    return new DrivePage(listing.entries.build(), listing.marker);
  }

  @Override
  public void begin(String name) {
    if (name.equals("Blob") || name.equals("BlobPrefix") || name.equals("Container")) {
      fields.clear();
    }
  }

  @Override
  public void end(String name, String text) {
    switch (name) {
      case "NextMarker" -> marker = text.isEmpty() ? null : text;
      case "Blob" -> addBlob();
      case "BlobPrefix", "Container" -> addFolder(name.equals("Container"));
      default -> fields.put(name, text);
    }
  }

  private void addFolder(boolean container) {
    String name = fields.getOrDefault("Name", "");
    String path = container ? name + "/" : name;
    DriveEntry folder = DriveEntry.folder(place.apply(path), nameOf(path));
    entries.add(folder.withPath(folder.place().id()));
  }

  private void addBlob() {
    String name = fields.getOrDefault("Name", "");
    boolean folder = fields.getOrDefault("ResourceType", "").equals("directory");
    if (name.isEmpty() || name.endsWith("/") || folder) {
      return;
    }
    String etag = fields.get("Etag");
    ChangeSignals signals =
        new ChangeSignals(
            etag == null || etag.startsWith("\"") ? etag : "\"" + etag + "\"",
            null,
            HttpContent.date(fields.get("Last-Modified")),
            Checksum.ofBase64(Checksum.Kind.MD5, fields.get("Content-MD5")));
    Location at = place.apply(name);
    entries.add(
        DriveEntry.file(at, nameOf(name), size())
            .withPath(at.id())
            .withMimeType(fields.get("Content-Type"))
            .withSignals(signals));
  }

  private long size() {
    try {
      return Long.parseLong(fields.getOrDefault("Content-Length", "-1"));
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }

  static String nameOf(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
