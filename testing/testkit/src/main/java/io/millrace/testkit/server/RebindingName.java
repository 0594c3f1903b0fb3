package io.millrace.testkit.server;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import io.millrace.http.EgressGate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name whose address is another each time it is asked for, as attackers have them: harmless when
 * it is checked, and the target when it is connected to. Give it to {@link
 * EgressGate.Builder#resolver}.
 *
 * <p>All addresses are of the loopback network, so that no test reaches further: open the gate for
 * the first one with {@code allowNetwork("127.0.0.1/32")}, and let a server wait on the others to
 * see who comes.
 *
 * @since 0.1
 */
public final class RebindingName implements EgressGate.Resolver {
  private final String name;
  private final ImmutableList<InetAddress> addresses;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Makes a name.
   *
   * @param name such as {@code rebinding.test}
   * @param addresses what it is told to be, one after the other; the last one from then on
   * @throws IllegalArgumentException if there are none, or one is not a loopback address
   */
  public RebindingName(String name, String... addresses) {
    this.name = name;
    this.addresses =
        List.of(addresses).stream()
            .map(InetAddresses::forString)
            .collect(ImmutableList.toImmutableList());
    if (this.addresses.isEmpty()
        || !this.addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
      throw new IllegalArgumentException(
          "Give loopback addresses, such as 127.0.0.1 and 127.0.0.2, not " + this.addresses);
    }
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    if (!host.equals(name)) {
      return List.of(InetAddress.getAllByName(host));
    }
    return List.of(addresses.get(Math.min(asked.getAndIncrement(), addresses.size() - 1)));
  }

  /** Returns how often the name was asked for. */
  public int asked() {
    return asked.get();
  }
}
