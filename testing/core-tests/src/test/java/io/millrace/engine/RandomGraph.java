package io.millrace.engine;

import io.millrace.engine.RandomNode.Kind;
import io.millrace.engine.RandomNode.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph drawn by chance: branches, joins, failures with every strategy, retries, iterations and
 * loops. The same seed and size give the same graph, and a smaller size gives its beginning.
 */
final class RandomGraph {
  private final Random random;
  private final List<RandomNode> nodes = new ArrayList<>();
  private final Map<String, Set<RandomNode>> ancestors = new HashMap<>();
  private int containers;

  private RandomGraph(long seed) {
    this.random = new Random(seed);
  }

  static RandomGraph of(long seed, int size) {
    RandomGraph graph = new RandomGraph(seed);
    graph.nodes.add(plain("start", Kind.START, List.of(), List.of(), graph.random.nextInt(50)));
    graph.ancestors.put("start", Set.of());
    while (graph.nodes.size() <= size) {
      graph.addNode();
    }
    return graph;
  }

  /** Returns the outer nodes, each after all that lead to it. */
  List<RandomNode> nodes() {
    return nodes;
  }

  /** Returns the nodes that nothing leaves, with the handles that are always followed. */
  List<String> ends() {
    List<String> ends = new ArrayList<>();
    for (RandomNode node : nodes) {
      boolean used =
          nodes.stream()
              .flatMap(other -> other.in().stream())
              .anyMatch(edge -> edge.startsWith(node.id() + ":"));
      if (!used) {
        ends.add(node.id() + (node.kind() == Kind.IF ? ":yes" : ":source"));
      }
    }
    return ends;
  }

  private static RandomNode plain(
      String id, Kind kind, List<String> in, List<RandomNode> reads, int number) {
    return new RandomNode(
        id, kind, in, reads, number, 0, 0, 0, Strategy.NONE, List.of(), "", false, null);
  }

  private void addNode() {
    String id = "n" + nodes.size();
    Set<String> in = new LinkedHashSet<>();
    Set<RandomNode> before = new LinkedHashSet<>();
    int wanted = 1 + random.nextInt(3);
    for (int i = 0; i < wanted; i++) {
      int back = Math.min(nodes.size(), 1 + random.nextInt(4));
      RandomNode source = nodes.get(nodes.size() - back);
      in.add(source.id() + ":" + handle(source));
      before.add(source);
      before.addAll(ancestors.getOrDefault(source.id(), Set.of()));
    }
    ancestors.put(id, before);
    nodes.add(node(id, List.copyOf(in), List.copyOf(before)));
  }

  private String handle(RandomNode source) {
    List<String> handles = new ArrayList<>();
    if (source.kind() == Kind.IF) {
      handles.add("yes");
      handles.add("false");
    } else {
      handles.add("source");
    }
    if (source.strategy() == Strategy.FAIL_BRANCH) {
      handles.add("fail-branch");
    }
    return handles.get(random.nextInt(handles.size()));
  }

  private RandomNode node(String id, List<String> in, List<RandomNode> before) {
    return switch (random.nextInt(10)) {
      case 0, 1 ->
          new RandomNode(
              id,
              Kind.IF,
              in,
              List.of(numeric(before)),
              random.nextInt(60),
              0,
              0,
              0,
              random.nextInt(3) == 0 ? Strategy.FAIL_BRANCH : Strategy.NONE,
              List.of(),
              "",
              false,
              null);
      case 2 -> plain(id, Kind.AGGREGATE, in, some(before, 3), 0);
      case 3, 4 -> container(id, in, before);
      default -> code(id, in, some(before, 2), strategy(), random.nextInt(4) == 0, null);
    };
  }

  /** Conditions and iterations need a code node, or the start, to look at. */
  private RandomNode numeric(List<RandomNode> before) {
    List<RandomNode> fit =
        before.stream().filter(n -> n.kind() == Kind.CODE || n.kind() == Kind.START).toList();
    return fit.isEmpty() ? nodes.get(0) : fit.get(random.nextInt(fit.size()));
  }

  private List<RandomNode> some(List<RandomNode> before, int most) {
    List<RandomNode> some = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      RandomNode node = before.get(random.nextInt(before.size()));
      if (node.kind() != Kind.IF && !some.contains(node)) {
        some.add(node);
      }
    }
    return some;
  }

  private Strategy strategy() {
    Strategy[] all = {
      Strategy.FAIL_BRANCH, Strategy.DEFAULT_VALUE, Strategy.DEFAULT_VALUE, Strategy.NONE
    };
    return all[random.nextInt(all.length)];
  }

  private RandomNode code(
      String id,
      List<String> in,
      List<RandomNode> reads,
      Strategy strategy,
      boolean flaky,
      @Nullable RandomNode container) {
    boolean mayFail = random.nextInt(strategy == Strategy.NONE ? 8 : 3) == 0;
    return new RandomNode(
        id,
        Kind.CODE,
        in,
        reads,
        random.nextInt(100),
        mayFail ? 2 + random.nextInt(4) : 0,
        flaky ? random.nextInt(3) : 0,
        flaky ? 2 : random.nextInt(3) / 2,
        strategy,
        List.of(),
        "",
        false,
        container);
  }

  private RandomNode container(String id, List<String> in, List<RandomNode> before) {
    containers++;
    Kind kind = random.nextBoolean() ? Kind.ITERATION : Kind.LOOP;
    RandomNode self = plain(id, kind, in, List.of(), 0);
    List<RandomNode> inside = new ArrayList<>();
    List<RandomNode> readable = new ArrayList<>(before);
    readable.removeIf(node -> node.kind() == Kind.IF);
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      List<RandomNode> reads = new ArrayList<>(readable.isEmpty() ? List.of() : some(readable, 1));
      reads.add(self); // the item, or the loop's variable
      Strategy strategy = random.nextBoolean() ? Strategy.DEFAULT_VALUE : Strategy.NONE;
      RandomNode code = code(id + "c" + i, List.of(), reads, strategy, false, self);
      inside.add(code);
      readable.add(code);
    }
    if (kind == Kind.LOOP) {
      RandomNode last = inside.get(inside.size() - 1);
      inside.add(
          new RandomNode(
              id + "a",
              Kind.ASSIGN,
              List.of(),
              List.of(last),
              0,
              0,
              0,
              0,
              Strategy.NONE,
              List.of(),
              "",
              false,
              self));
    }
    String[] modes = {"terminated", "continue-on-error", "remove-abnormal-output"};
    String mode = modes[random.nextInt(modes.length)];
    // Of items at once that a failure ends, it is chance which still come to their end.
    boolean parallel = random.nextBoolean() && !mode.equals("terminated");
    return new RandomNode(
        id,
        kind,
        in,
        List.of(numeric(before)),
        1 + random.nextInt(4),
        0,
        0,
        0,
        strategy(),
        inside,
        mode,
        parallel,
        null);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("containers: " + containers);
    nodes.forEach(node -> text.append("\n  ").append(node));
    return text.toString();
  }
}
