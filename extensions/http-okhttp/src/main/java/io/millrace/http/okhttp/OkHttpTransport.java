package io.millrace.http.okhttp;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One client for an engine, and a copy of it for each set of times that calls ask for. */
final class OkHttpTransport implements HttpTransport {
  private static final int IDLE_CONNECTIONS = 64;
  private static final int MOST_COPIES = 64;

  /**
   * Hosts that OkHttp takes for addresses, {@code 2130706433} included, and asks no resolver for.
   */
  private static final CharMatcher NUMERIC = CharMatcher.inRange('0', '9').or(CharMatcher.is('.'));

  private final EgressGate gate;
  private final boolean proxied;
  private final OkHttpClient client;
  private final AtomicReference<@Nullable OkHttpClient> unverified = new AtomicReference<>();
  private final LoadingCache<Times, OkHttpClient> clients =
      CacheBuilder.newBuilder().maximumSize(MOST_COPIES).build(CacheLoader.from(this::derive));

  OkHttpTransport(EgressGate gate, Proxy proxy) {
    this.gate = gate;
    this.proxied = proxy.type() != Proxy.Type.DIRECT;
    this.client =
        new OkHttpClient.Builder()
            .dns(new GatedDns(gate))
            .proxy(proxy)
            .socketFactory(new DirectSockets())
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .build();
  }

  /** What belongs to a client; how long all of a call may take belongs to the call. */
  private record Times(Duration connect, Duration idle, boolean verifyTls) {}

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    long end = System.nanoTime() + call.timeout().toNanos();
    Request request = Requests.of(call);
    for (int redirects = 0; ; redirects++) {
      Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
      Call attempt = callFor(call, request, left);
      Interruption interruption = new Interruption(attempt);
      Response response = interruption.during(() -> execute(attempt));
      Request next = call.maxRedirects() == 0 ? null : Redirects.follow(response);
      if (next == null) {
        return new OkHttpReply(response, interruption);
      }
      response.close();
      if (redirects == call.maxRedirects()) {
        throw new IOException(
            "More than %d redirects, the last one to %s"
                .formatted(call.maxRedirects(), next.url().host()));
      }
      request = next;
    }
  }

  private Response execute(Call call) throws IOException {
    HttpUrl url = call.request().url();
    if (proxied || url.host().indexOf(':') >= 0 || NUMERIC.matchesAllOf(url.host())) {
      gate.resolve(url.host());
    }
    try {
      return call.execute();
    } catch (GatedDns.Refused e) {
      throw e.reason();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Kotlin declares nothing: the interrupt of a thread that waits for a connection
      Thread.currentThread().interrupt();
      throw Interruption.interrupted(e);
    }
  }

  private Call callFor(HttpCall call, Request request, Duration left) {
    Times times = new Times(call.connectTimeout(), call.idleTimeout(), call.verifyTls());
    Call prepared = clients.getUnchecked(times).newCall(request);
    prepared.timeout().timeout(left.toNanos(), TimeUnit.NANOSECONDS);
    return prepared;
  }

  private OkHttpClient derive(Times times) {
    return (times.verifyTls() ? client : unverifiedClient())
        .newBuilder()
        .connectTimeout(times.connect())
        .readTimeout(times.idle())
        .writeTimeout(times.idle())
        .build();
  }

  private OkHttpClient unverifiedClient() {
    OkHttpClient made = unverified.get();
    if (made == null) {
      unverified.compareAndSet(null, TrustingAll.derive(client));
      made = requireNonNull(unverified.get());
    }
    return made;
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    OkHttpClient other = unverified.get();
    if (other != null) {
      other.connectionPool().evictAll();
    }
  }
}
