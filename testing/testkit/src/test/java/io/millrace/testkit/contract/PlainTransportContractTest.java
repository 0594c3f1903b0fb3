package io.millrace.testkit.contract;

import io.millrace.http.HttpTransportProvider;

class PlainTransportContractTest extends HttpTransportContract {
  @Override
  protected HttpTransportProvider provider() {
    return Planted.in(HttpTransportProvider.class, PlainTransport.provider());
  }
}
