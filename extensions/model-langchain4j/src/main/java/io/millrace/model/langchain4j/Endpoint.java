package io.millrace.model.langchain4j;

import com.google.common.net.HttpHeaders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server and the key to it.
 *
 * @param name how messages call it
 * @param baseUrl such as {@code https://api.openai.com/v1}, without a slash at the end
 * @param apiKey or {@code null} for a server that wants none
 * @param idleTimeout how long the server may be silent
 * @param callTimeout how long one attempt may take in all
 */
record Endpoint(
    String name,
    URI baseUrl,
    @Nullable String apiKey,
    Duration idleTimeout,
    Duration callTimeout,
    HttpClient client) {

  static HttpClient newClient(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .build();
  }

  HttpRequest post(String path, byte[] json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(callTimeout)
            .header(HttpHeaders.CONTENT_TYPE, "application/json")
            .header(HttpHeaders.ACCEPT, "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    if (apiKey != null) {
      request.header(HttpHeaders.AUTHORIZATION, "Bearer " + apiKey);
    }
    return request.build();
  }

  /** Returns a text of the server without the key, which some servers repeat. */
  String withoutKey(String text) {
    return apiKey == null || apiKey.isEmpty() ? text : text.replace(apiKey, "***");
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "Endpoint[" + name + " at " + baseUrl + "]";
  }
}
