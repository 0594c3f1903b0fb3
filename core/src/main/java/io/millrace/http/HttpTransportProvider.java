package io.millrace.http;

/**
 * What a module that sends HTTP calls offers to the engine.
 *
 * <p>Found with {@link java.util.ServiceLoader} or added to the engine's builder. Needs a public
 * no-argument constructor that opens nothing.
 *
 * @since 0.1
 */
public interface HttpTransportProvider {

  /** Returns this provider's id. */
  String id();

  /** Opens the transport for an engine; called once, at first use. */
  HttpTransport open(EgressGate gate);
}
