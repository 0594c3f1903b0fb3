package io.millrace.http;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses that share their first bits, in CIDR notation. */
final class Network {
  private final byte[] first;
  private final int prefix;
  private final String text;

  private Network(byte[] first, int prefix, String text) {
    this.first = first;
    this.prefix = prefix;
    this.text = text;
  }

  static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      byte[] address = InetAddresses.forString(text.substring(0, Math.max(slash, 0))).getAddress();
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > address.length * 8) {
        throw new IllegalArgumentException("prefix length out of range");
      }
      return new Network(address, prefix, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a network. Give an address and a prefix length, such as 10.0.0.0/8"
              .formatted(text),
          e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(bytes, 0, whole, first, 0, whole)) {
      return false;
    }
    int rest = prefix % 8;
    return rest == 0 || ((bytes[whole] ^ first[whole]) & 0xff) >> (8 - rest) == 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
