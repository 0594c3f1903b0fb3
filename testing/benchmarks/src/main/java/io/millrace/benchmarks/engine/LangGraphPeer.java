package io.millrace.benchmarks.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.state.AgentState;

/** The same graphs in langgraph4j. */
final class LangGraphPeer {
  static final String NAME = "langgraph4j";

  private LangGraphPeer() {}

  static CompiledGraph<AgentState> chain(int nodes) throws GraphStateException {
    StateGraph<AgentState> graph = new StateGraph<>(AgentState::new);
    AsyncNodeAction<AgentState> noop =
        state -> CompletableFuture.completedFuture(Map.of("result", "text"));
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

  static CompiledGraph<AgentState> fanOut(int branches, long millis) throws GraphStateException {
    StateGraph<AgentState> graph = new StateGraph<>(AgentState::new);
    AsyncNodeAction<AgentState> noop = state -> CompletableFuture.completedFuture(Map.of());
    graph.addNode("head", noop);
    graph.addNode("tail", noop);
    graph.addEdge(StateGraph.START, "head");
    Executor after = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    AsyncNodeAction<AgentState> pause = state -> CompletableFuture.supplyAsync(Map::of, after);
    for (int i = 0; i < branches; i++) {
      String id = "p" + i;
      graph.addNode(id, pause);
      graph.addEdge("head", id);
      graph.addEdge(id, "tail");
    }
    graph.addEdge("tail", StateGraph.END);
    return graph.compile();
  }

  static Object run(CompiledGraph<AgentState> graph) {
    Map<String, Object> input = new HashMap<>();
    return graph.invoke(input, RunnableConfig.builder().build()).orElseThrow();
  }
}
