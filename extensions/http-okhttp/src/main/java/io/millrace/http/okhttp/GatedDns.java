package io.millrace.http.okhttp;

import io.millrace.http.EgressGate;
import io.millrace.http.EgressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/** Names are resolved by the gate, once a connection; what it returns is what is connected to. */
final class GatedDns implements Dns {
  private final EgressGate gate;

  GatedDns(EgressGate gate) {
    this.gate = gate;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    try {
      return gate.resolve(hostname);
    } catch (EgressRefusedException e) {
      throw new Refused(e);
    }
  }

  /** Carries a refusal through OkHttp, which expects exceptions of this type from a resolver. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;
    private final EgressRefusedException reason;

    Refused(EgressRefusedException reason) {
      super(reason.getMessage());
      this.reason = reason;
    }

    EgressRefusedException reason() {
      return reason;
    }
  }
}
