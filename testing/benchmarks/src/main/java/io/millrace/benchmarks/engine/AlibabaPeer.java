package io.millrace.benchmarks.engine;

import com.alibaba.cloud.ai.graph.CompileConfig;
import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.RunnableConfig;
import com.alibaba.cloud.ai.graph.StateGraph;
import com.alibaba.cloud.ai.graph.action.AsyncNodeAction;
import com.alibaba.cloud.ai.graph.exception.GraphStateException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The same graphs in spring-ai-alibaba-graph-core. */
final class AlibabaPeer {
  static final String NAME = "spring-ai-alibaba-graph";

  private AlibabaPeer() {}

  static CompiledGraph chain(int nodes) throws GraphStateException {
    StateGraph graph = new StateGraph(HashMap::new);
    AsyncNodeAction noop = state -> CompletableFuture.completedFuture(Map.of("result", "text"));
    String before = StateGraph.START;
    for (int i = 1; i <= nodes; i++) {
      String id = "n" + i;
      graph.addNode(id, noop);
      graph.addEdge(before, id);
      before = id;
    }
    graph.addEdge(before, StateGraph.END);
    return graph.compile(CompileConfig.builder().recursionLimit(nodes + 10).build());
  }

  static CompiledGraph fanOut(int branches, long millis) throws GraphStateException {
    StateGraph graph = new StateGraph(HashMap::new);
    AsyncNodeAction noop = state -> CompletableFuture.completedFuture(Map.of());
    graph.addNode("head", noop);
    graph.addNode("tail", noop);
    graph.addEdge(StateGraph.START, "head");
    Executor after = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    AsyncNodeAction pause = state -> CompletableFuture.supplyAsync(Map::of, after);
    for (int i = 0; i < branches; i++) {
      String id = "p" + i;
      graph.addNode(id, pause);
      graph.addEdge("head", id);
      graph.addEdge(id, "tail");
    }
    graph.addEdge("tail", StateGraph.END);
    return graph.compile();
  }

  static Object run(CompiledGraph graph) {
    Map<String, Object> input = new HashMap<>();
    return graph.invoke(input, RunnableConfig.builder().build()).orElseThrow();
  }
}
