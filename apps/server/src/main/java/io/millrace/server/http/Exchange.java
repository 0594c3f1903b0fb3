package io.millrace.server.http;

import io.millrace.knowledge.KnowledgeBase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One request on its way: route, key, knowledge base, body, endpoint, answer, in the order of
 * spec/01 §1. Until the body is there, and after the endpoint has returned, it holds no thread.
 */
final class Exchange {
  private final ApiHandler server;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final String id;
  private volatile String operation = "-";
  private volatile boolean operationTakesForm;

  /** Whether a client that takes nothing for as long as a connection may be idle is cut off. */
  private volatile BooleanSupplier mayExpire = () -> false;

  Exchange(ApiHandler server, Request request, Response response, Callback callback, String id) {
    this.server = server;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.id = id;
  }

  void begin() {
    Request.addCompletionListener(
        request,
        failure ->
            server
                .traffic()
                .answered(
                    operation,
                    response.getStatus(),
                    System.nanoTime() - request.getHeadersNanoTime()));
    try {
      RouteTable.Match match = server.routes().match(request.getMethod(), path());
      operation = match.route().operation();
      operationTakesForm = match.route().body() == Route.BodyKind.FORM;
      Call call = admitted(match);
      switch (match.route().body()) {
        case NONE -> run(call);
        case JSON -> readBody(call, BodyReader.jsonOf(request, server.limits()));
        case TEXT -> readBody(call, BodyReader.textOf(request, server.limits()));
        case FORM -> readForm(call);
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** The path, decoded segment by segment after its parts were told apart. */
  private String path() {
    String path = request.getHttpURI().getCanonicalPath();
    List<String> segments = new ArrayList<>();
    for (String segment : PathPattern.split(path == null ? "" : path)) {
      segments.add(URIUtil.decodePath(segment).replace('/', '\0'));
    }
    return String.join("/", segments);
  }

  private Call admitted(RouteTable.Match match) {
    Caller caller = Caller.ANYBODY;
    if (!match.route().open()) {
      Gate.Admission admission =
          server.gate().admit(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      Request.addCompletionListener(request, failure -> admission.leave());
      caller = admission.caller();
      request.setAttribute(AccessLog.CALLER, caller);
    }
    String dataset = match.parameters().get("dataset_id");
    KnowledgeBase base =
        dataset == null
            ? null
            : server.datasets().check(caller, dataset.toLowerCase(Locale.ROOT), match.route());
    return new Call(id, match, query(), passedOn(), caller, origin(), base);
  }

  private String origin() {
    return URIUtil.newURI(
        request.getHttpURI().getScheme(),
        Request.getServerName(request),
        Request.getServerPort(request),
        null,
        null);
  }

  private Fields query() {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw ApiException.invalidParam("The query of the URL is not well-formed");
    }
  }

  private Map<String, String> passedOn() {
    Map<String, String> headers = new HashMap<>();
    String last = request.getHeaders().get("Last-Event-ID");
    if (last != null) {
      headers.put("Last-Event-ID", last);
    }
    return headers;
  }

  private void readBody(Call call, CompletableFuture<byte[]> body) {
    whenRead(
        body,
        server.limits().bodyTimeout().toMillis(),
        bytes -> {
          call.body(bytes);
          run(call);
        });
  }

  private void readForm(Call call) {
    whenRead(
        BodyReader.formOf(request, server.limits()),
        server.limits().formTimeout().toMillis(),
        parts -> {
          Form form = new Form(parts);
          Request.addCompletionListener(request, failure -> form.close());
          call.form(form);
          run(call);
        });
  }

  /** Goes on at once if everything has arrived, else on a thread of the pool once it has. */
  private <T> void whenRead(
      CompletableFuture<T> reading, long timeoutMillis, java.util.function.Consumer<T> next) {
    if (reading.isDone()) {
      read(reading, next);
      return;
    }
    var late =
        server
            .heartbeat()
            .timer()
            .schedule(
                () -> request.fail(new TimeoutException("The body did not arrive in time")),
                timeoutMillis,
                TimeUnit.MILLISECONDS);
    var unused =
        reading.whenComplete(
            (value, failure) -> {
              late.cancel(false);
              server.getServer().getThreadPool().execute(() -> read(reading, next));
            });
  }

  private <T> void read(CompletableFuture<T> reading, java.util.function.Consumer<T> next) {
    T value;
    try {
      value = reading.join();
    } catch (CompletionException e) {
      fail(BodyReader.problem(e, operationTakesForm));
      return;
    }
    next.accept(value);
  }

  private void run(Call call) {
    // a run may take longer than a connection may be idle; taking its answer may not
    request.addIdleTimeoutListener(timeout -> mayExpire.getAsBoolean());
    MDC.put("request", id);
    try {
      reply(call.route().endpoint().handle(call));
    } catch (Exception | Error e) {
      fail(e);
    } finally {
      MDC.remove("request");
    }
  }

  private void reply(Answer answer) {
    if (answer instanceof Answer.Later later) {
      replyLater(later);
    } else if (answer instanceof Answer.Events events) {
      stream(events);
    } else {
      mayExpire = () -> true;
      Replies.write(request, response, callback, answer);
    }
  }

  private void replyLater(Answer.Later later) {
    Runnable leaving = later.clientGone();
    @Nullable ClientWatch watch =
        leaving == null || later.isKnown() ? null : ClientWatch.of(request, leaving);
    var unused =
        later
            .stage()
            .whenComplete(
                (known, failure) -> {
                  unwatch(watch);
                  if (failure == null) {
                    reply(known);
                  } else {
                    fail(failure);
                  }
                });
  }

  private void unwatch(@Nullable ClientWatch watch) {
    if (watch != null) {
      watch.end();
      if (watch.spoiled()) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
    }
  }

  private void stream(Answer.Events events) {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, no-transform");
    response.getHeaders().put("X-Accel-Buffering", "no");
    SseStream stream = new SseStream(request, response, callback, server.heartbeat()::forget);
    mayExpire = stream::isWriting;
    server.heartbeat().add(stream);
    if (events.endsWithClient()) {
      stream.watchClient();
    }
    stream.open();
    events.source().feed(stream);
  }

  private void fail(Throwable thrown) {
    @Nullable Throwable aborted = BodyReader.aborted(thrown);
    if (aborted != null) {
      callback.failed(aborted); // nobody is there to be answered
      return;
    }
    mayExpire = () -> true;
    ApiException problem = Errors.of(thrown, id);
    problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = Json.write(new ErrorBody(problem.code(), problem.text(), problem.status()));
    if (problem.status() != 408 && Drain.isNeeded(request)) {
      refuseAndDrain(body);
      return;
    }
    if (request.getLength() != 0 && !request.consumeAvailable()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** The answer is whole for the client, but not yet for Jetty, which would close at once. */
  private void refuseAndDrain(byte[] body) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    long millis = server.limits().bodyTimeout().toMillis();
    Callback end =
        Callback.from(
            () -> response.write(true, ByteBuffer.allocate(0), callback), callback::failed);
    response.write(
        false,
        ByteBuffer.wrap(body),
        Callback.from(
            () -> Drain.start(request, server.heartbeat().timer(), millis, end), callback::failed));
  }
}
