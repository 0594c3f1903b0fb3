package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages a crawl goes to: those of the start's site whose path is included and not excluded.
 *
 * @param site the site, as {@link WebAddress#site()}
 * @param include patterns of which a path must match one, where there are any
 * @param exclude patterns of which a path must match none
 */
record Scope(String site, ImmutableList<Pattern> include, ImmutableList<Pattern> exclude) {

  /** Ends of names that are no pages, so that a crawl need not ask. */
  private static final Set<String> NO_PAGES =
      Set.of(
          "css", "js", "mjs", "map", "json", "xml", "rss", "atom", "png", "jpg", "jpeg", "gif",
          "svg", "webp", "avif", "ico", "bmp", "tif", "tiff", "mp3", "mp4", "m4a", "m4v", "avi",
          "mov", "wmv", "webm", "ogg", "ogv", "wav", "flac", "woff", "woff2", "ttf", "otf", "eot",
          "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "jar", "war", "exe", "msi", "dmg",
          "deb", "rpm", "apk", "iso", "img", "bin", "wasm", "torrent");

  /** Returns whether links to it are followed. */
  boolean contains(WebAddress address) {
    return site.equals(address.site())
        && !isOther(address.path())
        && !address.trap()
        && isWanted(address);
  }

  /** Returns whether a page of the site is a result; the start is fetched even if it is none. */
  boolean isWanted(WebAddress address) {
    String path = address.pathAndQuery();
    return (include.isEmpty() || matches(include, path)) && !matches(exclude, path);
  }

  private static boolean isOther(String path) {
    String extension = extension(path);
    return extension != null && NO_PAGES.contains(extension);
  }

  private static boolean matches(ImmutableList<Pattern> patterns, String path) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(path).find()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the scope for the site that the start turned out to be at. */
  Scope at(String other) {
    return new Scope(other, include, exclude);
  }

  static @Nullable String extension(String path) {
    String name = PathText.fileName(path);
    int dot = name == null ? -1 : name.lastIndexOf('.');
    return name == null || dot < 0 ? null : Ascii.toLowerCase(name.substring(dot + 1));
  }
}
