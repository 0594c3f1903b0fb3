package io.millrace.engine;

import io.millrace.graph.Edge;
import io.millrace.graph.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which edges of a walk are resolved; guarded by the walk's lock. */
final class EdgeStates {
  private final Scope scope;
  private final WalkListener listener;
  private final int[] unresolved;
  private final BitSet taken;

  EdgeStates(Scope scope, WalkListener listener) {
    this.scope = scope;
    this.listener = listener;
    this.taken = new BitSet(scope.nodes().size());
    this.unresolved = new int[scope.nodes().size()];
    for (int node = 0; node < unresolved.length; node++) {
      unresolved[node] = scope.incomingCount(node);
    }
  }

  /** Resolves the edges that leave a finished node; first those it skips, then those it takes. */
  void follow(PlannedNode planned, String handle, List<Integer> ready) {
    int node = planned.node().index();
    int count = scope.outgoingCount(node);
    if (planned.isBranch()) {
      for (int n = 0; n < count; n++) {
        Edge edge = scope.outgoing(node, n);
        if (!planned.follows(edge.handle(), handle)) {
          skip(edge, ready, listener);
        }
      }
    }
    for (int n = 0; n < count; n++) {
      Edge edge = scope.outgoing(node, n);
      if (planned.follows(edge.handle(), handle)) {
        listener.edgeTaken(scope, edge);
        taken.set(edge.target());
        if (--unresolved[edge.target()] == 0) {
          ready.add(edge.target());
        }
      }
    }
  }

  /** Skips every edge that leaves a root which is not walked from; nobody is told. */
  void skipAllOf(int root) {
    WalkListener nobody = new WalkListener() {};
    for (int n = 0; n < scope.outgoingCount(root); n++) {
      skip(scope.outgoing(root, n), new ArrayList<>(), nobody);
    }
  }

  /** Skips an edge and, depth first, the edges of nodes that are thereby skipped. */
  private void skip(Edge first, List<Integer> ready, WalkListener told) {
    ArrayDeque<Edge> stack = new ArrayDeque<>();
    stack.push(first);
    while (!stack.isEmpty()) {
      Edge edge = stack.pop();
      told.edgeSkipped(scope, edge);
      int target = edge.target();
      if (--unresolved[target] > 0) {
        continue;
      }
      if (taken.get(target)) {
        ready.add(target);
      } else {
        for (int n = scope.outgoingCount(target) - 1; n >= 0; n--) {
          stack.push(scope.outgoing(target, n));
        }
      }
    }
  }
}
