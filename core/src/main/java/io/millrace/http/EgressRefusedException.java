package io.millrace.http;

import io.millrace.error.MillraceException;
import java.net.InetAddress;

/**
 * The {@link EgressGate} does not open for a host.
 *
 * @since 0.1
 */
public final class EgressRefusedException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private final String host;

  EgressRefusedException(String host, InetAddress address, String reason) {
    super(
        ("'%s' must not be reached: its address %s is %s. If it is meant, allow the host by name"
                + " (--allow-private %s, or allowHost of the engine's egress gate)")
            .formatted(host, address.getHostAddress(), reason, host));
    this.host = host;
  }

  /** Returns the host that was refused. */
  public String host() {
    return host;
  }
}
