package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An http or https address in normal form: host in ASCII and lower case, no default port, no
 * fragment, no user, no dot segments, escapes in one spelling, no session ids or tracking
 * parameters.
 *
 * <p>Read as browsers read links, so that what is broken in a page is as broken here as there.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, or an address with brackets where it has colons
 * @param port the port, or -1 for the scheme's own
 * @param path begins with a slash
 * @param query without its question mark, or {@code null}
 */
record WebAddress(String scheme, String host, int port, String path, @Nullable String query) {

  /** Longer addresses are traps, or nothing a server would take. */
  static final int LONGEST = 2_000;

  private static final int DEEPEST = 100;

  /**
   * Reads an address.
   *
   * @return the address, or {@code null} when it is none that can be fetched
   */
  static @Nullable WebAddress parse(String text) {
    return read(text, null);
  }

  /**
   * Reads what a link on this page leads to.
   *
   * @return the address, or {@code null} when the link leads nowhere that can be fetched
   */
  @Nullable WebAddress resolve(String link) {
    return read(link, this);
  }

  private static @Nullable WebAddress read(String raw, @Nullable WebAddress base) {
    String text = clean(raw);
    if (text.length() > LONGEST) {
      return null;
    }
    int colon = schemeEnd(text);
    if (colon > 0) {
      String scheme = Ascii.toLowerCase(text.substring(0, colon));
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return null;
      }
      return absolute(scheme, text, slashes(text, colon + 1));
    } else if (base == null) {
      return null;
    } else if (slashes(text, 0) >= 2) {
      return absolute(base.scheme, text, 2);
    } else if (text.isEmpty()) {
      return base;
    }
    return base.relative(text);
  }

  private WebAddress relative(String text) {
    int question = text.indexOf('?');
    String link = question < 0 ? text : text.substring(0, question);
    String parameters = question < 0 ? null : text.substring(question + 1);
    if (link.isEmpty()) {
      return of(scheme, host, port, path, parameters, false);
    }
    String whole =
        link.charAt(0) == '/' || link.charAt(0) == '\\'
            ? link
            : path.substring(0, path.lastIndexOf('/') + 1) + link;
    return of(scheme, host, port, whole, parameters, true);
  }

  private static @Nullable WebAddress absolute(String scheme, String text, int start) {
    int end = start;
    while (end < text.length() && "/\\?".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    HostName name = HostName.parse(text.substring(start, end), scheme);
    if (name == null) {
      return null;
    }
    int question = text.indexOf('?', end);
    String path = text.substring(end, question < 0 ? text.length() : question);
    String query = question < 0 ? null : text.substring(question + 1);
    return of(scheme, name.host(), name.port(), path.isEmpty() ? "/" : path, query, true);
  }

  private static WebAddress of(
      String scheme, String host, int port, String path, @Nullable String query, boolean fresh) {
    String normal = fresh ? SessionIds.withoutInPath(PathText.normal(path)) : path;
    String parameters = query == null ? null : SessionIds.withoutInQuery(PathText.escaped(query));
    return new WebAddress(scheme, host, port, normal, parameters);
  }

  /** Drops what browsers drop: blanks around, line breaks and tabs within, the fragment. */
  private static String clean(String raw) {
    int hash = raw.indexOf('#');
    String text = (hash < 0 ? raw : raw.substring(0, hash)).strip();
    if (text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0 || text.indexOf('\r') >= 0) {
      text = text.replaceAll("[\\n\\r\\t]", "");
    }
    return text;
  }

  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  private static int slashes(String text, int start) {
    int end = start;
    while (end < text.length() && (text.charAt(end) == '/' || text.charAt(end) == '\\')) {
      end++;
    }
    return end;
  }

  /** Returns host and port: what politeness, robots rules and cookies go by. */
  String origin() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }

  /** Returns the site: host without {@code www.}, and the port where it is a special one. */
  String site() {
    String name = host.startsWith("www.") ? host.substring(4) : host;
    return port < 0 ? name : name + ":" + port;
  }

  /** Returns whether the path is so deep, or repeats itself so often, that it must be a trap. */
  boolean trap() {
    int parts = 0;
    int repeats = 0;
    String before = "";
    for (int start = 1, slash; start <= path.length(); start = slash + 1) {
      slash = path.indexOf('/', start);
      slash = slash < 0 ? path.length() : slash;
      String part = path.substring(start, slash);
      repeats = part.equals(before) && !part.isEmpty() ? repeats + 1 : 0;
      before = part;
      if (++parts > DEEPEST || repeats > 3) {
        return true;
      }
    }
    return false;
  }

  URI uri() {
    return URI.create(toString());
  }

  @Override
  public String toString() {
    return origin() + pathAndQuery();
  }

  /** Returns the address as messages show it: a query may hold secrets. */
  String withoutQuery() {
    return origin() + path;
  }

  /** Returns what is sent to the server. */
  String pathAndQuery() {
    return query == null ? path : path + '?' + query;
  }
}
