package io.millrace.http.okhttp;

import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP calls with OkHttp.
 *
 * @since 0.1
 */
public final class OkHttpTransportProvider implements HttpTransportProvider {
  private final @Nullable Proxy proxy;

  /** For {@link java.util.ServiceLoader}; opens nothing and uses no proxy. */
  public OkHttpTransportProvider() {
    this.proxy = null;
  }

  /**
   * Sends every call through a proxy. The gate still decides about names, but it is the proxy that
   * resolves them when it connects: run a proxy that refuses private addresses itself.
   */
  public OkHttpTransportProvider(Proxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public String id() {
    return "okhttp";
  }

  @Override
  public HttpTransport open(EgressGate gate) {
    return new OkHttpTransport(gate, proxy == null ? Proxy.NO_PROXY : proxy);
  }
}
