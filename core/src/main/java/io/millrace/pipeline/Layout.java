package io.millrace.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places nodes on Dify's canvas: a column for each step, from left to right. Linear. */
final class Layout {
  private static final double COLUMN = 304;
  private static final double ROW = 132;

  private Layout() {}

  /**
   * Returns {@code {x, y}} for each node.
   *
   * @param successors of each node, by number; nodes on cycles stay in the first column
   */
  static List<Map<String, Object>> positions(List<List<Integer>> successors) {
    int[] column = columns(successors);
    Map<Integer, Integer> rows = new HashMap<>();
    List<Map<String, Object>> positions = new ArrayList<>();
    for (int node = 0; node < successors.size(); node++) {
      int row = rows.merge(column[node], 1, Integer::sum) - 1;
      positions.add(Map.of("x", 80 + column[node] * COLUMN, "y", 280 + row * ROW));
    }
    return positions;
  }

  private static int[] columns(List<List<Integer>> successors) {
    int[] waiting = new int[successors.size()];
    successors.forEach(targets -> targets.forEach(target -> waiting[target]++));
    int[] column = new int[successors.size()];
    Deque<Integer> ready = new ArrayDeque<>();
    for (int node = 0; node < waiting.length; node++) {
      if (waiting[node] == 0) {
        ready.add(node);
      }
    }
    while (!ready.isEmpty()) {
      int node = ready.remove();
      for (int target : successors.get(node)) {
        column[target] = Math.max(column[target], column[node] + 1);
        if (--waiting[target] == 0) {
          ready.add(target);
        }
      }
    }
    return column;
  }
}
