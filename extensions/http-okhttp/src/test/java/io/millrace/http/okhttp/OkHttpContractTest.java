package io.millrace.http.okhttp;

import io.millrace.http.HttpTransportProvider;
import io.millrace.testkit.contract.HttpTransportContract;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OkHttpContractTest extends HttpTransportContract {
  @Override
  protected HttpTransportProvider provider() {
    return new OkHttpTransportProvider();
  }
}
