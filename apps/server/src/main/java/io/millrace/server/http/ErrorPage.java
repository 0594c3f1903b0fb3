package io.millrace.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, such as a malformed head, in our envelope. */
final class ErrorPage implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    String code =
        HttpStatus.getMessage(status).toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.setStatus(status);
    ErrorBody body = new ErrorBody(code, HttpStatus.getMessage(status), status);
    response.write(true, ByteBuffer.wrap(Json.write(body)), callback);
    return true;
  }
}
