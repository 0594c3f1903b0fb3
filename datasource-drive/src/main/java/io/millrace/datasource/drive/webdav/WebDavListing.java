package io.millrace.datasource.drive.webdav;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Checksum;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a PROPFIND, one resource at a time. */
final class WebDavListing implements Xml.Handler {
  private final String base;
  private final Consumer<DriveEntry> each;
  private final Map<String, String> fields = new HashMap<>();
  private boolean collection;

  private WebDavListing(String base, Consumer<DriveEntry> each) {
    this.base = CharMatcher.is('/').trimTrailingFrom(base) + "/";
    this.each = each;
  }

  /**
   * Reads all resources.
   *
   * @param base the path of the endpoint, decoded
   */
  static void read(InputStream xml, String base, Consumer<DriveEntry> each) throws IOException {
    Xml.read(xml, new WebDavListing(base, each));
  }

  static boolean isSame(String id, String folder) {
    return CharMatcher.is('/')
        .trimTrailingFrom(id)
        .equals(CharMatcher.is('/').trimTrailingFrom(folder));
  }

  /** What is not right below the folder would lead in circles. */
  static boolean isChild(String id, String folder) {
    String rest = id.startsWith(folder) ? id.substring(folder.length()) : "";
    int slash = rest.indexOf('/');
    return !rest.isEmpty() && (slash < 0 || slash == rest.length() - 1);
  }

  @Override
  public void begin(String name) {
    if (name.equals("response")) {
      fields.clear();
      collection = false;
    } else if (name.equals("collection")) {
      collection = true;
    }
  }

  @Override
  public void end(String name, String text) {
    if (name.equals("response")) {
      add();
    } else if (!text.isBlank()) {
      fields.putIfAbsent(name, text.strip());
    }
  }

  private void add() {
    String path = pathOf(fields.getOrDefault("href", ""));
    if (!path.startsWith(base) && !(path + "/").equals(base)) {
      return;
    }
    String id = path.substring(Math.min(path.length(), base.length()));
    String whole = CharMatcher.is('/').trimTrailingFrom(id);
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    ChangeSignals signals =
        new ChangeSignals(
            fields.get("getetag"),
            null,
            HttpContent.date(fields.get("getlastmodified")),
            checksum(fields.get("checksum")));
    if (collection) {
      Location place = new Location(null, whole.isEmpty() ? "" : whole + "/");
      each.accept(DriveEntry.folder(place, name).withPath(place.id()).withSignals(signals));
    } else {
      each.accept(
          DriveEntry.file(new Location(null, whole), name, size())
              .withPath(whole)
              .withMimeType(fields.get("getcontenttype"))
              .withSignals(signals));
    }
  }

  private long size() {
    try {
      return Long.parseLong(fields.getOrDefault("getcontentlength", "-1"));
    } catch (NumberFormatException unreadable) {
      return -1;
    }
  }

  /** Some servers give a whole address, some a path. */
  private static String pathOf(String href) {
    int scheme = href.indexOf("://");
    int slash = scheme < 0 ? 0 : href.indexOf('/', scheme + 3);
    String path = slash < 0 ? "/" : href.substring(slash);
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return path;
    }
  }

  /** Nextcloud gives {@code SHA1:… MD5:… ADLER32:…}. */
  private static @Nullable Checksum checksum(@Nullable String text) {
    for (String one : Splitter.on(' ').split(text == null ? "" : text)) {
      if (one.startsWith("SHA1:")) {
        return Checksum.ofHex(Checksum.Kind.SHA1, one.substring(5));
      } else if (one.startsWith("MD5:")) {
        return Checksum.ofHex(Checksum.Kind.MD5, one.substring(4));
      }
    }
    return null;
  }
}
