package io.millrace.datasource.local;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern over relative paths, followed name by name, so that a walk can leave out folders below
 * which nothing matches. Takes time in proportion to pattern times path, whatever the pattern is.
 */
final class Glob {
  private final List<State> states;
  private final int accept;
  private final BitSet start;

  private Glob(List<State> states, int accept) {
    this.states = states;
    this.accept = accept;
    this.start = new BitSet();
    add(start, 0);
  }

  /**
   * Reads a pattern.
   *
   * @throws io.millrace.datasource.DatasourceException if a brace is left open
   */
  static Glob of(String pattern) {
    return new GlobParser(pattern).parse();
  }

  static Glob compiled(List<State> states, int accept) {
    return new Glob(states, accept);
  }

  /** Returns where matching begins: in the folder that the pattern is relative to. */
  BitSet start() {
    return start;
  }

  /** Returns where matching stands after a name; empty if no match can begin like that. */
  BitSet name(BitSet from, String name) {
    BitSet at = from;
    boolean hidden = name.startsWith(".");
    for (int i = 0; i < name.length() && !at.isEmpty(); ) {
      int codePoint = name.codePointAt(i);
      at = step(at, codePoint, hidden && i == 0);
      i += Character.charCount(codePoint);
    }
    return at;
  }

  /** Returns where matching stands inside a folder whose name was just matched. */
  BitSet into(BitSet folder) {
    return step(folder, '/', false);
  }

  boolean accepts(BitSet at) {
    return at.get(accept);
  }

  private BitSet step(BitSet from, int codePoint, boolean spelledOutOnly) {
    BitSet to = new BitSet();
    for (int s = from.nextSetBit(0); s >= 0; s = from.nextSetBit(s + 1)) {
      for (Edge edge : states.get(s).edges) {
        if ((edge.spelledOut || !spelledOutOnly) && edge.on.test(codePoint)) {
          add(to, edge.to);
        }
      }
    }
    return to;
  }

  private void add(BitSet set, int first) {
    if (states.get(first).free.isEmpty()) {
      set.set(first);
      return;
    }
    List<Integer> open = new ArrayList<>(List.of(first));
    while (!open.isEmpty()) {
      int state = open.remove(open.size() - 1);
      if (!set.get(state)) {
        set.set(state);
        open.addAll(states.get(state).free);
      }
    }
  }

  /** A place in the pattern: what leads on by a character, and what leads on for free. */
  static final class State {
    final List<Edge> edges = new ArrayList<>();
    final List<Integer> free = new ArrayList<>();
  }

  /**
   * One way on.
   *
   * @param spelledOut whether the pattern names the character, rather than any
   */
  record Edge(IntPredicate on, boolean spelledOut, int to) {}
}
