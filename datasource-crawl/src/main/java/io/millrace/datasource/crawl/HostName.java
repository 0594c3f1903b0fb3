package io.millrace.datasource.crawl;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.IDN;
import org.jspecify.annotations.Nullable;

/**
 * The host and port of an address.
 *
 * @param host in ASCII and lower case
 * @param port the port, or -1 for the scheme's own
 */
record HostName(String host, int port) {
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-._"))
          .precomputed();
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

  /** Reads {@code user@host:port}; returns {@code null} when it is no host. The user is dropped. */
  static @Nullable HostName parse(String authority, String scheme) {
    String text = authority.substring(authority.lastIndexOf('@') + 1);
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', bracket < 0 ? 0 : bracket);
    String host = host(colon < 0 ? text : text.substring(0, colon));
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (host == null || port.length() > 5 || !DIGITS.matchesAllOf(port)) {
      return null;
    }
    int number = port.isEmpty() ? -1 : Integer.parseInt(port);
    if (number > 65_535 || number == 0) {
      return null;
    }
    int own = scheme.equals("https") ? 443 : 80;
    return new HostName(host, number == own ? -1 : number);
  }

  private static @Nullable String host(String text) {
    String name = Ascii.toLowerCase(text);
    if (name.startsWith("[") && name.endsWith("]")) {
      String address = name.substring(1, name.length() - 1);
      return InetAddresses.isInetAddress(address) && address.indexOf(':') >= 0
          ? '[' + InetAddresses.toAddrString(InetAddresses.forString(address)) + ']'
          : null;
    }
    if (!PLAIN.matchesAllOf(name)) {
      try {
        name = Ascii.toLowerCase(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
      } catch (IllegalArgumentException notDomainName) {
        return null;
      }
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    boolean usable = !name.isEmpty() && name.length() <= 253 && PLAIN.matchesAllOf(name);
    return usable && !name.contains("..") && !name.startsWith(".") ? name : null;
  }
}
