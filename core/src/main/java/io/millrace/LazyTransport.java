package io.millrace;

import io.millrace.http.EgressGate;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the engine's transport when the first call is sent: most runs send none. */
final class LazyTransport implements HttpTransport {
  private final Optional<HttpTransportProvider> provider;
  private final EgressGate gate;
  private @Nullable HttpTransport opened;

  LazyTransport(Optional<HttpTransportProvider> provider, EgressGate gate) {
    this.provider = provider;
    this.gate = gate;
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    return transport().send(call);
  }

  private synchronized HttpTransport transport() {
    HttpTransport transport = opened;
    if (transport == null) {
      transport = provider.map(found -> found.open(gate)).orElse(NONE);
      opened = transport;
    }
    return transport;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
