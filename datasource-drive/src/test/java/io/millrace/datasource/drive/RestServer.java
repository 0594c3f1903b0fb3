package io.millrace.datasource.drive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A server for fixtures of services: tokens that expire and rotate, answers of a function, and
 * switches for what goes wrong.
 */
final class RestServer extends Dispatcher implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MockWebServer server = new MockWebServer();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Answers whatever is no token call. */
  volatile Function<Request, MockResponse> service = request -> status(404, "{}");

  /** The token that is accepted now. */
  volatile String token = "good";

  /** The refresh token that is accepted now; each works once. */
  volatile String refreshToken = "refresh-1";

  /** So many answers are a status of {@link #busyStatus} before the service is asked. */
  final AtomicInteger busy = new AtomicInteger();

  volatile int busyStatus = 429;

  /** The next so many bodies of files end after half of their bytes. */
  final AtomicInteger truncated = new AtomicInteger();

  int refreshes;

  RestServer() throws IOException {
    server.setDispatcher(this);
    server.start();
  }

  /** One request. */
  record Request(String method, String path, Map<String, String> query, RecordedRequest raw) {
    @Nullable String header(String name) {
      return raw.getHeaders().get(name);
    }

    String body() {
      return raw.getBody() == null ? "" : raw.getBody().utf8();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Signs in with tokens that can be refreshed here. */
  Map<String, String> credential(String base) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("access_token", token);
    values.put("refresh_token", refreshToken);
    values.put("client_id", "client");
    values.put("client_secret", "client-secret");
    values.put("endpoint", url() + base);
    values.put("content_endpoint", url() + base);
    values.put("token_endpoint", url() + "/token");
    return values;
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String name : raw.getUrl().queryParameterNames()) {
      query.put(name, String.valueOf(raw.getUrl().queryParameter(name)));
    }
    Request request = new Request(raw.getMethod(), raw.getUrl().encodedPath(), query, raw);
    requests.add(raw.getMethod() + " " + raw.getTarget());
    if (request.path().equals("/token")) {
      return refresh(request);
    } else if (busy.get() > 0) {
      busy.decrementAndGet();
      return new MockResponse.Builder().code(busyStatus).addHeader("Retry-After", "0").build();
    }
    boolean signed = request.path().startsWith("/presigned");
    if (!signed && !("Bearer " + token).equals(request.header("Authorization"))) {
      return status(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}");
    }
    return service.apply(request);
  }

  private MockResponse refresh(Request request) {
    refreshes++;
    if (!request.body().contains("refresh_token=" + refreshToken)) {
      return status(400, "{\"error\":\"invalid_grant\"}");
    }
    refreshToken = "refresh-" + (refreshes + 1);
    token = "token-" + refreshes;
    return json(Map.of("access_token", token, "refresh_token", refreshToken, "expires_in", 3600));
  }

  static MockResponse json(Object value) {
    try {
      return status(200, JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static MockResponse status(int code, String json) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Content-Type", "application/json")
        .body(json)
        .build();
  }

  /** Sends the part of a file that is asked for, or half of it. */
  MockResponse bytes(Request request, byte[] all, Map<String, String> headers) {
    String range = request.header("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    Buffer body = new Buffer().write(all, from, all.length - from);
    MockResponse.Builder response = new MockResponse.Builder().code(range == null ? 200 : 206);
    response.body(body);
    if (range != null) {
      response.addHeader(
          "Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
    }
    headers.forEach(response::addHeader);
    if (truncated.get() > 0) {
      truncated.decrementAndGet();
      response.throttleBody(Math.max(1, (all.length - from) / 2), 0, TimeUnit.MILLISECONDS);
      response.onResponseBody(new SocketEffect.CloseSocket());
    }
    return response.build();
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
