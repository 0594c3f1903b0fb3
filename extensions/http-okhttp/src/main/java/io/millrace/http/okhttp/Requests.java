package io.millrace.http.okhttp;

import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import java.io.IOException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Our calls as OkHttp's requests. */
final class Requests {
  private static final Set<String> NEED_A_BODY =
      Set.of("POST", "PUT", "PATCH", "PROPPATCH", "REPORT");
  private static final Set<String> NO_BODY = Set.of("GET", "HEAD");
  private static final RequestBody NOTHING = RequestBody.create(new byte[0], null);

  private Requests() {}

  static Request of(HttpCall call) throws IOException {
    HttpUrl url = HttpUrl.parse(call.uri().toString());
    if (url == null) {
      throw new IOException("'%s' is not an address that can be called".formatted(call.uri()));
    }
    Request.Builder request = new Request.Builder().url(url);
    try {
      call.headers().forEach(request::addHeader);
    } catch (IllegalArgumentException e) {
      throw new IOException("A header cannot be sent: its name or value has a forbidden character");
    }
    HttpBody body = call.body();
    if (body != null && NO_BODY.contains(call.method())) {
      throw new IOException(
          "A %s cannot carry a body. Send a POST, or leave the body out".formatted(call.method()));
    }
    return request.method(call.method(), body == null ? none(call) : new Streamed(body)).build();
  }

  /** Some methods must have a body; an empty one says as much as none. */
  private static @Nullable RequestBody none(HttpCall call) {
    return NEED_A_BODY.contains(call.method()) ? NOTHING : null;
  }

  private static final class Streamed extends RequestBody {
    private final HttpBody body;

    Streamed(HttpBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      String type = body.contentType();
      return type == null ? null : MediaType.parse(type);
    }

    @Override
    public long contentLength() {
      return body.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink.outputStream());
    }
  }
}
