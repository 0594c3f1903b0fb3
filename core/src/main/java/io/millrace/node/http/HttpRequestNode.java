package io.millrace.node.http;

import com.google.common.net.HttpHeaders;
import io.millrace.error.MillraceException;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends an HTTP request (spec/04 §6.5). */
final class HttpRequestNode implements NodeExecutor {
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");
  private static final int CONNECT_SECONDS = 10;
  private static final int READ_SECONDS = 600;
  private static final int MAX_REDIRECTS = 20;

  private final String method;
  private final Template url;
  private final Template headers;
  private final String parameters;
  private final Authorization authorization;
  private final BodySettings body;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final boolean verifyTls;
  private final boolean retries;
  private final boolean failsOnStatus;
  private final NodeServices services;

  HttpRequestNode(Settings settings, NodeServices services) {
    this.method = settings.string("method");
    if (!METHODS.contains(method.toLowerCase(Locale.ROOT))) {
      throw new InvalidNodeException(
          "method must be one of get, post, put, patch, delete and head, but was '" + method + "'");
    }
    this.url = Template.parse(settings.string("url"));
    this.headers = Template.parse(settings.string("headers", ""));
    this.parameters = settings.string("params", "");
    this.authorization = Authorization.read(settings);
    this.body = BodySettings.read(settings);
    Settings timeout = settings.object("timeout");
    this.connectTimeout = seconds(timeout.integer("connect", 0), CONNECT_SECONDS);
    this.readTimeout =
        seconds(Math.max(timeout.integer("read", 0), timeout.integer("write", 0)), READ_SECONDS);
    this.verifyTls = settings.bool("ssl_verify", true);
    Object strategy = settings.raw("error_strategy");
    this.retries = settings.object("retry_config").bool("retry_enabled", false);
    this.failsOnStatus =
        retries || (strategy != null && !strategy.equals("none") && !strategy.equals(""));
    this.services = services;
  }

  private static Duration seconds(int given, int fallback) {
    return Duration.ofSeconds(given <= 0 ? fallback : Math.min(given, fallback));
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Map<String, @Nullable Object> process = new LinkedHashMap<>();
    Rendered address = Rendered.of(url, context.variables());
    try {
      HttpCall call = call(context, address, process);
      try (HttpReply reply = services.http().send(call)) {
        return result(reply, process);
      }
    } catch (RequestException e) {
      return failed(message(e), e.errorType(), process);
    } catch (IOException e) {
      return failed(unanswered(address, e), "HttpRequestNodeError", process);
    } catch (MillraceException | IllegalArgumentException e) {
      return failed(message(e), "HttpRequestNodeError", process);
    }
  }

  /** A node that tries again says, as Dify does, which address it was (spec/04 §6.5). */
  private String unanswered(Rendered address, IOException e) {
    return retries
        ? "Reached maximum retries for URL " + address.shown() + ": " + message(e)
        : message(e);
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private NodeResult result(HttpReply reply, Map<String, @Nullable Object> process)
      throws IOException {
    Map<String, @Nullable Object> outputs = new Reply(reply, services.fileStore()).outputs();
    if (failsOnStatus && !reply.ok()) {
      return NodeResult.failed(
              "Request failed with status code " + reply.status(), "HTTPResponseCodeError")
          .withOutputs(outputs)
          .withProcessData(process);
    }
    return NodeResult.succeeded(outputs).withProcessData(process);
  }

  private static NodeResult failed(
      String message, String errorType, Map<String, @Nullable Object> process) {
    return NodeResult.failed(message, errorType).withProcessData(process);
  }

  private HttpCall call(
      NodeContext context, Rendered address, Map<String, @Nullable Object> process) {
    VariablePool variables = context.variables();
    String key = authorization.value(variables);
    List<Pair> query = Pair.parameters(parameters, variables);
    List<Pair> sent = new ArrayList<>(Pair.headers(Rendered.of(headers, variables)));
    if (key != null) {
      sent.removeIf(header -> header.name().text().equalsIgnoreCase(authorization.header()));
      sent.add(
          new Pair(
              new Rendered(authorization.header(), authorization.header()),
              new Rendered(key, key)));
    }
    if (body.type() == BodySettings.Type.FORM_DATA) {
      sent.removeIf(HttpRequestNode::isContentType);
    }
    String contentType =
        sent.stream()
            .filter(HttpRequestNode::isContentType)
            .map(header -> header.value().text())
            .findFirst()
            .orElse(null);
    FileContents files = new FileContents(services.files(), services.http());
    RequestBody made = new Bodies(body, variables, files).make(contentType);
    process.put(
        "request",
        RequestText.of(
            method, address, query, shown(sent, made), authorization.header(), made.shown()));
    if (method.equalsIgnoreCase("options")) {
      throw new RequestException("InvalidHttpMethodError", "Invalid http method " + method);
    }
    HttpCall.Builder call =
        HttpCall.of(method.toUpperCase(Locale.ROOT), Urls.of(address.text(), query))
            .body(made.body())
            .connectTimeout(connectTimeout)
            .idleTimeout(readTimeout)
            .timeout(left(context))
            .maxRedirects(MAX_REDIRECTS)
            .verifyTls(verifyTls);
    sent.forEach(header -> call.header(header.name().text(), header.value().text()));
    return call.build();
  }

  private static boolean isContentType(Pair header) {
    return header.name().text().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
  }

  private static List<Pair> shown(List<Pair> sent, RequestBody made) {
    String type = made.body() == null ? null : made.body().contentType();
    if (type == null || type.isEmpty()) {
      return sent;
    }
    List<Pair> shown = new ArrayList<>(sent);
    shown.add(
        new Pair(
            new Rendered(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_TYPE),
            new Rendered(type, type)));
    return shown;
  }

  private static Duration left(NodeContext context) {
    Duration left = Duration.between(Instant.now(), context.deadline());
    return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
  }
}
