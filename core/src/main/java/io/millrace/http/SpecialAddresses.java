package io.millrace.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are not of the public internet, by the IANA registries of special-purpose
 * addresses (RFC 6890 and its successors).
 */
final class SpecialAddresses {
  private static final ImmutableMap<Network, String> IPV4 =
      networks(
          "0.0.0.0/8", "'this network'",
          "10.0.0.0/8", "private",
          "100.64.0.0/10", "shared by a carrier",
          "127.0.0.0/8", "loopback",
          "169.254.0.0/16", "link-local, where clouds keep their metadata",
          "172.16.0.0/12", "private",
          "192.0.0.0/24", "for protocols",
          "192.0.2.0/24", "for documentation",
          "192.88.99.0/24", "a 6to4 relay",
          "192.168.0.0/16", "private",
          "198.18.0.0/15", "for benchmarks",
          "198.51.100.0/24", "for documentation",
          "203.0.113.0/24", "for documentation",
          "224.0.0.0/4", "multicast",
          "240.0.0.0/4", "reserved");

  private static final Network NAT64 = Network.parse("64:ff9b::/96");
  private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");
  private static final ImmutableMap<Network, String> IPV6 =
      networks(
          "2001::/23", "for protocols",
          "2001:db8::/32", "for documentation",
          "2002::/16", "6to4",
          "3fff::/20", "for documentation");

  private SpecialAddresses() {}

  /** Returns why an address is not public, or {@code null} when it is. */
  static @Nullable String reason(InetAddress address) {
    if (address instanceof Inet4Address) {
      return in(IPV4, address);
    }
    Inet6Address six = (Inet6Address) address;
    if (NAT64.contains(six) || isMapped(six.getAddress())) {
      return reason(lastFour(six));
    }
    if (!GLOBAL_UNICAST.contains(six)) {
      return six.isLoopbackAddress() ? "loopback" : "not global unicast";
    }
    String listed = in(IPV6, six);
    if (listed == null && InetAddresses.isIsatapAddress(six)) {
      return reason(InetAddresses.getIsatapIPv4Address(six));
    }
    return listed;
  }

  /** {@code ::ffff:a.b.c.d}. */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
  }

  private static InetAddress lastFour(Inet6Address six) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(six.getAddress(), 12, 16));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable String in(Map<Network, String> networks, InetAddress address) {
    for (Map.Entry<Network, String> network : networks.entrySet()) {
      if (network.getKey().contains(address)) {
        return network.getValue();
      }
    }
    return null;
  }

  private static ImmutableMap<Network, String> networks(String... pairs) {
    ImmutableMap.Builder<Network, String> networks = ImmutableMap.builder();
    for (int i = 0; i < pairs.length; i += 2) {
      networks.put(Network.parse(pairs[i]), pairs[i + 1]);
    }
    return networks.buildOrThrow();
  }
}
