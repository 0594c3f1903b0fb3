package io.millrace.server.key;

import static java.util.Objects.requireNonNull;

import io.millrace.server.http.ApiException;
import io.millrace.server.http.Caller;
import io.millrace.server.http.Gate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets in who sends a key, so many calls of each at once (spec/01 §1). */
public final class KeyGate implements Gate {
  private final ApiKeys keys;
  private final boolean openWithoutKeys;
  private final int mostPerKey;
  private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

  /**
   * @param openWithoutKeys whether everybody is let in while there is no key at all
   * @param mostPerKey calls of one key at once
   */
  public KeyGate(ApiKeys keys, boolean openWithoutKeys, int mostPerKey) {
    this.keys = requireNonNull(keys, "keys");
    this.openWithoutKeys = openWithoutKeys;
    this.mostPerKey = mostPerKey;
  }

  @Override
  public Admission admit(@Nullable String authorization) {
    Caller caller = caller(authorization);
    AtomicInteger calls = underWay.computeIfAbsent(caller.keyId(), id -> new AtomicInteger());
    if (calls.incrementAndGet() > mostPerKey) {
      calls.decrementAndGet();
      throw ApiException.of(
              429,
              "too_many_requests",
              "Too many requests. Please try again later. This key may have %d calls under way."
                  .formatted(mostPerKey))
          .with("Retry-After", "1");
    }
    return new Entered(caller, calls);
  }

  private Caller caller(@Nullable String authorization) {
    if (openWithoutKeys && keys.list().isEmpty()) {
      return new Caller("none", ApiKeys.DEFAULT_WORKSPACE);
    }
    int space = authorization == null ? -1 : authorization.indexOf(' ');
    if (authorization == null || space < 0) {
      throw ApiException.unauthorized(
          "Authorization header must be provided and start with 'Bearer'");
    }
    if (!authorization.substring(0, space).equalsIgnoreCase("bearer")) {
      throw ApiException.unauthorized("Authorization scheme must be 'Bearer'");
    }
    Optional<ApiKey> key = keys.find(authorization.substring(space).strip());
    return key.map(known -> new Caller(known.id(), known.workspace()))
        .orElseThrow(() -> ApiException.unauthorized("Access token is invalid"));
  }

  private record Entered(Caller caller, AtomicInteger calls, AtomicBoolean left)
      implements Admission {
    Entered(Caller caller, AtomicInteger calls) {
      this(caller, calls, new AtomicBoolean());
    }

    @Override
    public void leave() {
      if (left.compareAndSet(false, true)) {
        calls.decrementAndGet();
      }
    }
  }
}
