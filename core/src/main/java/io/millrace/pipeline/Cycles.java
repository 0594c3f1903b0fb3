package io.millrace.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the cycles of a graph: one for each strongly connected component (Tarjan 1972, with a stack
 * of its own instead of recursion, since graphs may be long chains). Linear.
 */
final class Cycles {
  private static final int UNSEEN = -1;

  private final IndexedGraph graph;
  private final int[] order;
  private final int[] low;
  private final int[] nextEdge;
  private final boolean[] open;
  private final Deque<Integer> component = new ArrayDeque<>();
  private final List<List<Integer>> cycles = new ArrayList<>();
  private int counter;

  private Cycles(IndexedGraph graph) {
    this.graph = graph;
    order = new int[graph.size()];
    Arrays.fill(order, UNSEEN);
    low = new int[graph.size()];
    nextEdge = new int[graph.size()];
    open = new boolean[graph.size()];
  }

  /** Returns the cycles, each as the nodes on its way, the first one again at the end. */
  static List<List<Integer>> of(IndexedGraph graph) {
    Cycles search = new Cycles(graph);
    for (int node = 0; node < graph.size(); node++) {
      if (search.order[node] == UNSEEN) {
        search.visit(node);
      }
    }
    return search.cycles;
  }

  private void visit(int root) {
    Deque<Integer> path = new ArrayDeque<>();
    enter(root, path);
    while (!path.isEmpty()) {
      int node = path.element();
      List<Integer> successors = graph.successors().get(node);
      if (nextEdge[node] < successors.size()) {
        int successor = successors.get(nextEdge[node]++);
        if (order[successor] == UNSEEN) {
          enter(successor, path);
        } else if (open[successor]) {
          low[node] = Math.min(low[node], order[successor]);
        }
      } else {
        path.pop();
        if (!path.isEmpty()) {
          low[path.element()] = Math.min(low[path.element()], low[node]);
        }
        if (low[node] == order[node]) {
          close(node);
        }
      }
    }
  }

  private void enter(int node, Deque<Integer> path) {
    order[node] = counter;
    low[node] = counter++;
    open[node] = true;
    component.push(node);
    path.push(node);
  }

  private void close(int root) {
    List<Integer> members = new ArrayList<>();
    int member;
    do {
      member = component.pop();
      members.add(member);
    } while (member != root);
    if (members.size() > 1 || graph.successors().get(root).contains(root)) {
      cycles.add(walk(root, members));
    }
    members.forEach(done -> open[done] = false);
  }

  /** Follows edges inside the component until a node comes again. */
  private List<Integer> walk(int root, List<Integer> members) {
    Map<Integer, Integer> inside = new HashMap<>();
    members.forEach(member -> inside.put(member, UNSEEN));
    List<Integer> way = new ArrayList<>();
    int node = root;
    while (inside.getOrDefault(node, 0) == UNSEEN) {
      inside.put(node, way.size());
      way.add(node);
      node =
          graph.successors().get(node).stream()
              .filter(inside::containsKey)
              .findFirst()
              .orElseThrow();
    }
    List<Integer> cycle = new ArrayList<>(way.subList(inside.getOrDefault(node, 0), way.size()));
    cycle.add(node);
    return cycle;
  }
}
