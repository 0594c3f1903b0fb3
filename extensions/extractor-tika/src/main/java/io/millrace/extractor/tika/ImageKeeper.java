package io.millrace.extractor.tika;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the images of one document into the file store, within the limits of spec/04 §5.5. */
final class ImageKeeper {
  static final int MOST_IMAGES = 20;
  static final long MOST_BYTES_EACH = 15L << 20;
  static final long MOST_BYTES = 100L << 20;

  private static final Map<String, String> EXTENSION_BY_TYPE =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpg",
          "image/gif", "gif",
          "image/webp", "webp",
          "image/bmp", "bmp",
          "image/tiff", "tiff",
          "image/svg+xml", "svg");
  private static final Map<String, String> TYPE_BY_EXTENSION =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "bmp", "image/bmp",
          "tif", "image/tiff",
          "tiff", "image/tiff",
          "svg", "image/svg+xml");

  private final @Nullable FileStore store;
  private final ImageFetcher fetcher;
  private final List<FileRef> kept = new ArrayList<>();
  private final Map<String, String> urls = new HashMap<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private long bytesKept;

  ImageKeeper(@Nullable FileStore store, ImageFetcher fetcher) {
    this.store = store;
    this.fetcher = fetcher;
  }

  List<FileRef> kept() {
    return kept;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Returns whether images are wanted at all. */
  boolean wanted() {
    return store != null;
  }

  /** Keeps an image found at {@code name} inside the document once; returns its URL. */
  Optional<String> embedded(String name, byte[] bytes) {
    String known = urls.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    String type = typeOfBytes(bytes);
    if (type == null) {
      type = TYPE_BY_EXTENSION.get(extensionOf(name));
    }
    Optional<String> url = type == null ? Optional.empty() : keep(bytes, type);
    url.ifPresent(kept -> urls.put(name, kept));
    return url;
  }

  /** Downloads and keeps an image that the document links to; returns its new URL. */
  Optional<String> remote(String url) {
    if (store == null || full()) {
      return Optional.empty();
    }
    try {
      Optional<ImageFetcher.Download> download = fetcher.fetch(url);
      if (download.isEmpty()) {
        return Optional.empty();
      }
      String type = typeOfDownload(url, download.get());
      return type == null ? Optional.empty() : keep(download.get().bytes(), type);
    } catch (IOException e) {
      warnings.add("An image was not fetched: " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean full() {
    if (kept.size() >= MOST_IMAGES) {
      warnings.add("Images after the first %d were left out".formatted(MOST_IMAGES));
      return true;
    }
    return false;
  }

  private Optional<String> keep(byte[] bytes, String type) {
    if (store == null || bytes.length == 0 || full()) {
      return Optional.empty();
    }
    if (bytes.length > MOST_BYTES_EACH || bytesKept + bytes.length > MOST_BYTES) {
      warnings.add("An image of %,d bytes was left out: too large".formatted(bytes.length));
      return Optional.empty();
    }
    String extension = EXTENSION_BY_TYPE.getOrDefault(type, "bin");
    String name = "image-%d.%s".formatted(kept.size() + 1, extension);
    try {
      FileRef file =
          store.save(
              new NewFile(name, type, TransferMethod.TOOL_FILE), new ByteArrayInputStream(bytes));
      kept.add(file);
      bytesKept += bytes.length;
      return Optional.of(urlOf(file, extension));
    } catch (IOException e) {
      warnings.add("An image was not stored: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String urlOf(FileRef file, String extension) {
    String url = file.remoteUrl();
    return url != null ? url : "/files/tools/" + file.relatedId() + "." + extension;
  }

  private static @Nullable String typeOfDownload(String url, ImageFetcher.Download download) {
    String given = download.contentType();
    if (given != null) {
      String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      return type.startsWith("image/") ? type : null;
    }
    String sniffed = typeOfBytes(download.bytes());
    return sniffed != null ? sniffed : TYPE_BY_EXTENSION.get(extensionOf(url.split("[?#]", 2)[0]));
  }

  private static @Nullable String typeOfBytes(byte[] bytes) {
    if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    } else if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return "image/jpeg";
    } else if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
      return "image/gif";
    } else if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B')) {
      return "image/webp";
    } else if (startsWith(bytes, 0, 'B', 'M')) {
      return "image/bmp";
    }
    return null;
  }

  private static boolean startsWith(byte[] bytes, int at, int... expected) {
    if (bytes.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[at + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String extensionOf(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
