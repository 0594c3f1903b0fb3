package io.millrace.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.testkit.server.Exchange;
import io.millrace.testkit.server.LoopbackSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A server on loopback that speaks the protocol of OpenAI: chat completions with and without
 * streaming, embeddings, and reranking.
 *
 * <p>It answers each request with the next {@link FakeReply} that a test has given it, and when
 * there is none with what its brain says: for chats a function of the whole request, for embeddings
 * a vector of letter counts, for reranking the share of the query's words.
 *
 * @since 0.1
 */
public final class FakeOpenAi implements AutoCloseable {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final LoopbackSite site;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<FakeReply>> replies =
      Map.of(
          "/chat/completions", new ConcurrentLinkedQueue<>(),
          "/embeddings", new ConcurrentLinkedQueue<>(),
          "/rerank", new ConcurrentLinkedQueue<>());
  private volatile Function<JsonNode, String> brain = request -> "All right.";

  /**
   * A request that came.
   *
   * @param path below the base URL
   * @param authorization the header, or an empty text
   * @param atNanos when it came, on the clock of {@link System#nanoTime()}
   */
  public record Request(String path, JsonNode body, String authorization, long atNanos) {}

  /** Starts a server. */
  public FakeOpenAi() {
    try {
      site = LoopbackSite.open().otherwise(this::serve);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where it is. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + site.port() + "/v1");
  }

  /** Sets what chats are answered with. */
  public FakeOpenAi thinking(Function<JsonNode, String> answers) {
    this.brain = answers;
    return this;
  }

  /** Adds replies to the next chats. */
  public FakeOpenAi chat(FakeReply... next) {
    return add("/chat/completions", next);
  }

  /** Adds replies to the next requests for embeddings. */
  public FakeOpenAi embeddings(FakeReply... next) {
    return add("/embeddings", next);
  }

  /** Adds replies to the next requests for reranking. */
  public FakeOpenAi rerank(FakeReply... next) {
    return add("/rerank", next);
  }

  private FakeOpenAi add(String path, FakeReply... next) {
    Queue<FakeReply> queue = replies.get(path);
    if (queue != null) {
      queue.addAll(List.of(next));
    }
    return this;
  }

  /** Returns the requests so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Returns the last request. */
  public Request lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** Returns the text of all messages of a chat request, joined by line feeds. */
  public static String textOf(JsonNode request) {
    StringBuilder text = new StringBuilder();
    for (JsonNode message : request.path("messages")) {
      JsonNode content = message.path("content");
      if (content.isTextual()) {
        text.append(content.asText()).append('\n');
      }
      for (JsonNode part : content) {
        text.append(part.path("text").asText()).append('\n');
      }
    }
    return text.toString();
  }

  private void serve(Exchange exchange) throws IOException {
    String path = exchange.request().path().replaceFirst("^/v1", "");
    JsonNode body = MAPPER.readTree(exchange.request().body());
    String authorization = exchange.requestHeader("Authorization");
    requests.add(
        new Request(path, body, authorization == null ? "" : authorization, System.nanoTime()));
    Queue<FakeReply> queue = replies.get(path);
    FakeReply reply = queue == null ? null : queue.poll();
    if (queue == null) {
      reply = FakeReply.status(404, "no such path");
    } else if (reply == null) {
      reply = usual(path, body);
    }
    reply.send(exchange, body, this::awaitClose);
  }

  private FakeReply usual(String path, JsonNode body) {
    return switch (path) {
      case "/embeddings" -> FakeReply.json(Vectors.embeddings(body));
      case "/rerank" -> FakeReply.json(Vectors.scores(body));
      default -> FakeReply.text(brain.apply(body));
    };
  }

  private void awaitClose() {
    try {
      var unused = site.closing().await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      site.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
