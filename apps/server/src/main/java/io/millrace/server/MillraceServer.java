package io.millrace.server;

import static java.util.Objects.requireNonNull;

import io.millrace.PipelineEngine;
import io.millrace.error.MillraceException;
import io.millrace.server.api.UploadLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Serves an engine over HTTP: Dify's documented knowledge API, and more beyond it.
 *
 * <pre>{@code
 * try (PipelineEngine engine = PipelineEngine.builder().discover().store(dir).build();
 *     MillraceServer server = MillraceServer.builder(engine).directory(dir).port(0).start()) {
 *   System.out.println(server.uri());
 * }
 * }</pre>
 *
 * <p>The engine stays its maker's: close the server first, then the engine.
 *
 * @since 0.1
 */
public final class MillraceServer implements AutoCloseable {
  private final ServerParts parts;
  private final String host;
  private final int port;

  private MillraceServer(ServerParts parts, String host, int port) {
    this.parts = parts;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts a server of an engine.
   *
   * @param engine must have a knowledge store
   */
  public static Builder builder(PipelineEngine engine) {
    return new Builder(engine);
  }

  /** Returns the port it listens on. */
  public int port() {
    return port;
  }

  /** Returns where it is: {@code http://127.0.0.1:8080}, without the {@code /v1} of the API. */
  public URI uri() {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  /** Returns the counters, in the text form that Prometheus reads. */
  public String metrics() {
    return parts.metrics().text();
  }

  /**
   * Serves a pipeline: makes its knowledge base when there is none of its name, and publishes it
   * unless it is what was published last.
   *
   * @return the knowledge base's id
   * @throws MillraceException if the pipeline cannot be published
   */
  public String serve(io.millrace.pipeline.Pipeline pipeline) {
    return parts.publish(pipeline);
  }

  /** Closes with ten seconds for what is under way. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  /**
   * Takes no further request, waits for requests and runs under way, stops what is left after
   * {@code grace}, and says in the log which runs that were.
   */
  public void close(Duration grace) {
    parts.close(grace);
  }

  /** Collects a server's settings; each has a default. */
  public static final class Builder {
    private final PipelineEngine engine;
    private final ServerSettings settings = new ServerSettings();

    private Builder(PipelineEngine engine) {
      this.engine = requireNonNull(engine, "engine");
    }

    /** Sets the port; 8080 by default, 0 for any that is free. */
    public Builder port(int number) {
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("port must be from 0 to 65535, but was " + number);
      }
      settings.port = number;
      return this;
    }

    /** Sets the address to listen on; 127.0.0.1 by default. Any other needs a key. */
    public Builder host(String address) {
      settings.host = address;
      return this;
    }

    /**
     * Sets where keys, tags, pipelines and uploads under way are kept, usually the engine's store;
     * without it all of that lives in memory and nobody needs a key.
     */
    public Builder directory(@Nullable Path folder) {
      settings.directory = folder;
      return this;
    }

    /**
     * Sets how published runs are answered; as their {@code response_mode} asks by default, which
     * is what Dify documents. Its servers answer with the batch.
     */
    public Builder publishedAnswer(PublishedAnswer kind) {
      settings.publishedAnswer = requireNonNull(kind, "kind");
      return this;
    }

    /**
     * Sets where clients reach the server, for links to files: {@code https://mill.example}. By
     * default a link leads to where the client that asks has reached it.
     */
    public Builder publicUrl(@Nullable String url) {
      if (url != null && !url.matches("https?://[^\\s?#]+")) {
        throw new IllegalArgumentException(
            "publicUrl must begin with http:// or https:// and name a host, but was " + url);
      }
      settings.publicUrl = url == null ? null : url.replaceAll("/+$", "");
      return this;
    }

    /** Sets how large uploads may be; 15 MB for documents by default. */
    public Builder uploads(UploadLimits limits) {
      settings.uploads = limits;
      return this;
    }

    /** Sets how many bytes a body may have that is no upload; 20 MB by default. */
    public Builder maxBodyBytes(long bytes) {
      settings.maxBodyBytes = bytes;
      return this;
    }

    /** Sets how long a body may take to arrive; 30 s by default. */
    public Builder bodyTimeout(Duration time) {
      settings.bodyTimeout = positive(time);
      return this;
    }

    /** Sets how long an upload may take to arrive; 10 minutes by default. */
    public Builder uploadTimeout(Duration time) {
      settings.uploadTimeout = positive(time);
      return this;
    }

    /**
     * Sets how long the head of a request may take to arrive, counted from the answer before it; 30
     * s by default.
     */
    public Builder headTimeout(Duration time) {
      settings.headTimeout = positive(time);
      return this;
    }

    /** Sets how often a stream says that it lives; 10 s by default. */
    public Builder pingInterval(Duration time) {
      settings.pingInterval = positive(time);
      return this;
    }

    /** Sets how many connections are open at once; 10,000 by default. */
    public Builder maxConnections(int connections) {
      settings.maxConnections = connections;
      return this;
    }

    /** Sets how many calls one key may have under way; 4,096 by default. */
    public Builder maxCallsPerKey(int calls) {
      settings.maxCallsPerKey = calls;
      return this;
    }

    private static Duration positive(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("A time must be more than zero, but was " + time);
      }
      return time;
    }

    /**
     * Begins to serve.
     *
     * @throws MillraceException if the port is taken, or the host is not this machine alone and
     *     there is no key
     */
    public MillraceServer start() {
      ServerParts parts = new ServerParts(engine, settings);
      return new MillraceServer(parts, settings.host, parts.start());
    }
  }
}
