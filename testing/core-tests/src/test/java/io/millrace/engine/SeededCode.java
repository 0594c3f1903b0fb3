package io.millrace.engine;

import com.google.common.base.Splitter;
import io.millrace.node.CodeExecutionException;
import io.millrace.node.CodeExecutor;
import io.millrace.node.CodeLimits;
import io.millrace.node.NodeServices;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the code nodes of random graphs do: {@code id number failsOn flaky}. One instance a run, for
 * it counts the calls.
 */
final class SeededCode implements CodeExecutor {
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  @Override
  public Map<String, @Nullable Object> execute(Request request) {
    List<String> parts = Splitter.on(' ').splitToList(request.code());
    String id = parts.get(0);
    long result = result(Integer.parseInt(parts.get(1)), request.inputs().values());
    int call = calls.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    int failsOn = Integer.parseInt(parts.get(2));
    if (call <= Integer.parseInt(parts.get(3)) || (failsOn > 0 && result % failsOn == 0)) {
      throw new CodeExecutionException("failed " + id);
    }
    return Map.of("result", result, "list", list(result));
  }

  static long result(int number, Iterable<? extends @Nullable Object> inputs) {
    long sum = number;
    for (Object input : inputs) {
      sum += input instanceof Long whole ? whole : input instanceof List<?> list ? list.size() : 0;
    }
    return Math.floorMod(sum, 100L);
  }

  static List<Long> list(long result) {
    List<Long> list = new ArrayList<>();
    for (long i = 0; i < result % 4; i++) {
      list.add(result + i);
    }
    return list;
  }

  @Override
  public void close() {}

  NodeServices services() {
    return (NodeServices)
        Proxy.newProxyInstance(
            NodeServices.class.getClassLoader(),
            new Class<?>[] {NodeServices.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "codeExecutor" -> Optional.of(this);
                  case "codeLimits" -> CodeLimits.DEFAULT;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
