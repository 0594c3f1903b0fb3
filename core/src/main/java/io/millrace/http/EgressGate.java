package io.millrace.http;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which machines may be spoken to on behalf of a user. Whatever is fetched passes it:
 * pages, robots files, objects of a drive, calls of http-request nodes.
 *
 * <p>Public addresses are open. Private, loopback, link-local, metadata, multicast and every other
 * special-purpose range, in IPv4, IPv6 and in the forms of IPv6 that hold an IPv4 address, are
 * refused unless the host application allows them by the name a URL uses, or by network.
 *
 * <p>An HTTP client must connect to an address that {@link #resolve} returned for that very
 * connection, must ask again for every connection and for the target of every redirect, and must
 * not resolve a name by other means: so a name cannot change its address between check and
 * connection.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class EgressGate {
  private final Resolver resolver;
  private final ImmutableSet<String> hosts;
  private final ImmutableList<Network> networks;

  private EgressGate(Builder builder) {
    this.resolver = builder.resolver;
    this.hosts = ImmutableSet.copyOf(builder.hosts);
    this.networks = ImmutableList.copyOf(builder.networks);
  }

  /** Finds the addresses of a name. */
  @FunctionalInterface
  public interface Resolver {

    /**
     * Returns the addresses of {@code host}, at least one.
     *
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  /** Returns the gate that opens for public addresses alone. */
  public static EgressGate publicOnly() {
    return builder().build();
  }

  /** Starts a gate that opens for public addresses, and for what is allowed next. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Resolves a host once and returns the addresses that may be connected to.
   *
   * @param host a name, or an address as URLs write it, with or without brackets
   * @throws EgressRefusedException if one of the addresses is refused; a name that mixes public and
   *     special addresses is refused as a whole
   * @throws UnknownHostException if the name has no address
   */
  public ImmutableList<InetAddress> resolve(String host) throws UnknownHostException {
    String name = canonical(host);
    ImmutableList<InetAddress> addresses = ImmutableList.copyOf(resolver.resolve(name));
    if (addresses.isEmpty()) {
      throw new UnknownHostException(name);
    }
    if (!hosts.contains(name)) {
      for (InetAddress address : addresses) {
        check(name, address);
      }
    }
    return addresses;
  }

  private void check(String host, InetAddress address) {
    String reason = SpecialAddresses.reason(address);
    if (reason != null && networks.stream().noneMatch(network -> network.contains(address))) {
      throw new EgressRefusedException(host, address, reason);
    }
  }

  /** Returns a host in the one form in which hosts are compared: lower case, ASCII, no root dot. */
  private static String canonical(String host) {
    String name = requireNonNull(host, "host").strip();
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (InetAddresses.isInetAddress(name)) {
      return InetAddresses.toAddrString(InetAddresses.forString(name));
    }
    try {
      return Ascii.toLowerCase(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
    } catch (IllegalArgumentException notADomainName) {
      return Ascii.toLowerCase(name);
    }
  }

  @Override
  public String toString() {
    return "EgressGate[public addresses, hosts " + hosts + ", networks " + networks + "]";
  }

  /** Collects what a gate opens for beside public addresses; nothing by default. */
  public static final class Builder {
    private final Set<String> hosts = new LinkedHashSet<>();
    private final List<Network> networks = new ArrayList<>();
    private Resolver resolver = host -> ImmutableList.copyOf(InetAddress.getAllByName(host));

    private Builder() {}

    /**
     * Opens for one host, whatever its addresses, when a URL names it so: {@code localhost}, {@code
     * wiki.internal}, {@code 127.0.0.1}, {@code ::1}. Another name of the same machine stays shut.
     */
    public Builder allowHost(String host) {
      String name = canonical(host);
      if (name.isEmpty() || name.contains("/")) {
        throw new IllegalArgumentException(
            "'%s' is not a host. Give a name or an address, without scheme, port or path"
                .formatted(host));
      }
      hosts.add(name);
      return this;
    }

    /**
     * Opens for a network, under whatever name, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
     *
     * @throws IllegalArgumentException if it is not an address, a slash and a prefix length
     */
    public Builder allowNetwork(String network) {
      networks.add(Network.parse(network));
      return this;
    }

    /** Sets how names are resolved; as the JDK does by default. */
    public Builder resolver(Resolver names) {
      this.resolver = requireNonNull(names, "names");
      return this;
    }

    /** Returns the gate. */
    public EgressGate build() {
      return new EgressGate(this);
    }
  }
}
