package io.millrace.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.server.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One answer of {@link FakeOpenAi}, good or bad.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface FakeReply {

  /**
   * Sends it.
   *
   * @param request what was asked
   * @param forEver returns when the server is closed
   */
  void send(Exchange exchange, JsonNode request, Runnable forEver) throws IOException;

  /** Answers with a text: streamed word by word where the request wants that. */
  static FakeReply text(String text) {
    return pieces(List.of(text.split("(?<= )", -1)));
  }

  /** Answers with a text in these pieces. */
  static FakeReply pieces(List<String> pieces) {
    return (exchange, request, forEver) -> {
      if (!request.path("stream").asBoolean()) {
        whole(exchange, message(String.join("", pieces)));
        return;
      }
      OutputStream out = stream(exchange);
      for (String piece : pieces) {
        event(out, delta(FakeOpenAi.MAPPER.createObjectNode().put("content", piece)));
      }
      end(out, "stop", request);
    };
  }

  /** Answers with thoughts beside the text, as reasoning models do. */
  static FakeReply thoughtAndText(String thought, String text) {
    return (exchange, request, forEver) -> {
      OutputStream out = stream(exchange);
      event(out, delta(FakeOpenAi.MAPPER.createObjectNode().put("reasoning_content", thought)));
      event(out, delta(FakeOpenAi.MAPPER.createObjectNode().put("content", text)));
      end(out, "stop", request);
    };
  }

  /** Asks for a function, its arguments in two pieces. */
  static FakeReply toolCall(String name, String arguments) {
    return (exchange, request, forEver) -> {
      OutputStream out = stream(exchange);
      int half = arguments.length() / 2;
      event(out, delta(call(name, arguments.substring(0, half), true)));
      event(out, delta(call("", arguments.substring(half), false)));
      end(out, "tool_calls", request);
    };
  }

  /** Answers with one JSON object. */
  static FakeReply json(ObjectNode json) {
    return (exchange, request, forEver) -> whole(exchange, json);
  }

  /** Answers with a status and a body; headers as {@code name: value}. */
  static FakeReply status(int status, String body, String... headers) {
    return (exchange, request, forEver) -> {
      String type = "application/json";
      for (String header : headers) {
        int colon = header.indexOf(':');
        String name = header.substring(0, colon);
        String value = header.substring(colon + 1).strip();
        if (name.equalsIgnoreCase("Content-Type")) {
          type = value;
        } else {
          exchange.header(name, value);
        }
      }
      exchange.send(status, type, body);
    };
  }

  /** Answers 200 with a body that is not what was asked for. */
  static FakeReply nonsense(String contentType, String body) {
    return status(200, body, "Content-Type: " + contentType);
  }

  /** Streams these pieces and then ends without saying that this was all. */
  static FakeReply truncated(String... pieces) {
    return (exchange, request, forEver) -> {
      OutputStream out = stream(exchange);
      for (String piece : pieces) {
        event(out, delta(FakeOpenAi.MAPPER.createObjectNode().put("content", piece)));
      }
      out.close();
    };
  }

  /** Promises a long body and hangs up in the middle. */
  static FakeReply hangUp() {
    return (exchange, request, forEver) -> {
      exchange.raw().write(exchange.head(200, "application/json", 10_000));
      exchange.raw().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
      exchange.breakOff();
    };
  }

  /** Streams these pieces and then says nothing more, without end. */
  static FakeReply silentAfter(String... pieces) {
    return (exchange, request, forEver) -> {
      OutputStream out = stream(exchange);
      for (String piece : pieces) {
        event(out, delta(FakeOpenAi.MAPPER.createObjectNode().put("content", piece)));
      }
      out.flush();
      forEver.run();
    };
  }

  /** Streams a piece again and again, without end. */
  static FakeReply endless(String piece) {
    return (exchange, request, forEver) -> {
      OutputStream out = stream(exchange);
      while (!Thread.currentThread().isInterrupted()) {
        event(out, delta(FakeOpenAi.MAPPER.createObjectNode().put("content", piece)));
      }
    };
  }

  /** Does not even begin to answer. */
  static FakeReply never() {
    return (exchange, request, forEver) -> forEver.run();
  }

  private static ObjectNode message(String text) {
    ObjectNode json = FakeOpenAi.MAPPER.createObjectNode();
    ObjectNode choice = json.putArray("choices").addObject().put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", text);
    json.putObject("usage").put("prompt_tokens", 11).put("completion_tokens", 7);
    return json;
  }

  private static ObjectNode call(String name, String arguments, boolean first) {
    ObjectNode delta = FakeOpenAi.MAPPER.createObjectNode();
    ObjectNode call = delta.putArray("tool_calls").addObject().put("index", 0);
    if (first) {
      call.put("id", "call-1").put("type", "function");
    }
    call.putObject("function").put("name", name).put("arguments", arguments);
    return delta;
  }

  private static ObjectNode delta(ObjectNode delta) {
    ObjectNode json = FakeOpenAi.MAPPER.createObjectNode();
    json.putArray("choices").addObject().put("index", 0).set("delta", delta);
    return json;
  }

  private static void end(OutputStream out, String reason, JsonNode request) throws IOException {
    ObjectNode last = delta(FakeOpenAi.MAPPER.createObjectNode());
    ((ObjectNode) last.path("choices").path(0)).put("finish_reason", reason);
    event(out, last);
    if (request.path("stream_options").path("include_usage").asBoolean()) {
      ObjectNode usage = FakeOpenAi.MAPPER.createObjectNode();
      usage.putArray("choices");
      usage.putObject("usage").put("prompt_tokens", 11).put("completion_tokens", 7);
      event(out, usage);
    }
    out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    out.close();
  }

  private static OutputStream stream(Exchange exchange) throws IOException {
    return exchange.stream(200, "text/event-stream");
  }

  private static void event(OutputStream out, ObjectNode json) throws IOException {
    out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void whole(Exchange exchange, ObjectNode json) throws IOException {
    exchange.send(200, "application/json", json.toString());
  }
}
