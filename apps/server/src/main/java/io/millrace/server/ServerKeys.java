package io.millrace.server;

import io.millrace.error.MillraceException;
import io.millrace.server.key.ApiKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses to serve strangers without a key. */
final class ServerKeys {
  private ServerKeys() {}

  /**
   * Returns whether the host can only be reached from this machine.
   *
   * @throws MillraceException if it cannot, and there is no key
   */
  static boolean checkedLoopback(String host, ApiKeys keys) {
    boolean loopback;
    try {
      loopback = InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new MillraceException(
          "'%s' is not a host of this machine. Use 127.0.0.1, 0.0.0.0 or one of its addresses"
              .formatted(host),
          e);
    }
    if (!loopback && keys.list().isEmpty()) {
      throw new MillraceException(
          "There is no API key, so everybody who reaches %s could use this server. Make a key with 'millrace keys create', or listen on 127.0.0.1"
              .formatted(host));
    }
    return loopback;
  }
}
