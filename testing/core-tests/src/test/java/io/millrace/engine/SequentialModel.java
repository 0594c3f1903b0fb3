package io.millrace.engine;

import io.millrace.engine.RandomNode.Kind;
import io.millrace.engine.RandomNode.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a random graph must do, told one node after the other (spec/03 §3, spec/04 §1, §6.6, §6.7).
 * Knows nothing of threads, frames or events.
 */
final class SequentialModel {
  static final int BREAK_ABOVE = 60;

  private final RandomGraph graph;
  private final Map<String, Integer> calls = new HashMap<>();
  private final Set<String> unresolved = new HashSet<>();

  /** How each outer node ended; nodes that were skipped are absent. */
  final Map<String, String> statuses = new TreeMap<>();

  /** The values of the outer nodes. */
  final Map<String, Map<String, @Nullable Object>> pool = new LinkedHashMap<>();

  /** The errors that may have ended the run, of which one did; empty when it came to its end. */
  final Set<String> errors = new HashSet<>();

  /** The edges that were followed, as {@code source:handle}. */
  final Set<String> taken = new HashSet<>();

  int exceptions;

  SequentialModel(RandomGraph graph) {
    this.graph = graph;
  }

  static long firstOf(RandomNode loop) {
    return loop.number() * 17L;
  }

  /** What a node came to: values and the handle that is followed, or an error. */
  private record Outcome(
      Map<String, @Nullable Object> values, String handle, @Nullable String error) {
    static Outcome of(Map<String, @Nullable Object> values) {
      return new Outcome(values, "source", null);
    }

    static Outcome failed(String error) {
      return new Outcome(Map.of(), "", error);
    }
  }

  SequentialModel run() {
    for (RandomNode node : graph.nodes()) {
      boolean waits = node.in().stream().anyMatch(edge -> unresolved.contains(source(edge)));
      if (waits) {
        unresolved.add(node.id());
      } else if (node.in().isEmpty() || node.in().stream().anyMatch(taken::contains)) {
        runOuter(node);
      }
    }
    return this;
  }

  private static String source(String edge) {
    return edge.substring(0, edge.indexOf(':'));
  }

  private void runOuter(RandomNode node) {
    Outcome outcome = handled(node, pool);
    if (outcome.error() != null) {
      statuses.put(node.id(), "failed");
      errors.add(outcome.error());
      unresolved.add(node.id());
      return;
    }
    statuses.putIfAbsent(node.id(), "succeeded");
    boolean branch = node.kind() == Kind.IF || node.strategy() == Strategy.FAIL_BRANCH;
    for (String handle : List.of("source", "yes", "false", "fail-branch")) {
      if (!branch || handle.equals(outcome.handle())) {
        taken.add(node.id() + ":" + handle);
      }
    }
  }

  /** Runs a node with its retries and its strategy, and puts its values into the pool. */
  private Outcome handled(RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    Outcome outcome = attempt(node, values);
    for (int retry = 0; outcome.error() != null && retry <= node.retries(); retry++) {
      exceptions++;
      if (retry < node.retries()) {
        outcome = attempt(node, values);
      }
    }
    if (outcome.error() != null && node.strategy() != Strategy.NONE) {
      if (node.container() == null) {
        statuses.put(node.id(), "exception");
      }
      Map<String, @Nullable Object> instead = new LinkedHashMap<>();
      if (node.strategy() == Strategy.DEFAULT_VALUE) {
        instead.putAll(node.defaults());
      }
      instead.put("error_message", outcome.error());
      boolean branch = node.strategy() == Strategy.FAIL_BRANCH;
      outcome = new Outcome(instead, branch ? "fail-branch" : "source", null);
    }
    if (outcome.error() == null && !outcome.values().isEmpty()) {
      values.computeIfAbsent(node.id(), key -> new LinkedHashMap<>()).putAll(outcome.values());
    }
    return outcome;
  }

  private Outcome attempt(RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    return switch (node.kind()) {
      case START -> Outcome.of(start(node));
      case CODE -> code(node, values);
      case IF -> branch(node, values);
      case AGGREGATE -> aggregate(node, values);
      case ITERATION -> iterate(node, values);
      case LOOP -> loop(node, values);
      case ASSIGN -> assign(node, values);
    };
  }

  static Map<String, @Nullable Object> start(RandomNode node) {
    return Map.of("result", (long) node.number(), "list", SeededCode.list(node.number()));
  }

  private static @Nullable Object read(
      List<String> selector, Map<String, Map<String, @Nullable Object>> values) {
    return values.getOrDefault(selector.get(0), Map.of()).get(selector.get(1));
  }

  private static Outcome missing(List<String> selector) {
    return Outcome.failed(
        "Variable ['" + selector.get(0) + "', '" + selector.get(1) + "'] not found");
  }

  private Outcome code(RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    List<@Nullable Object> inputs = new ArrayList<>();
    for (RandomNode read : node.reads()) {
      boolean item =
          read.kind() == Kind.ITERATION
              && node.container() != null
              && node.container().id().equals(read.id());
      inputs.add(read(item ? List.of(read.id(), "item") : read.selector(), values));
    }
    long result = SeededCode.result(node.number(), inputs);
    int call = calls.merge(node.id(), 1, Integer::sum);
    boolean fails = call <= node.flaky() || (node.failsOn() > 0 && result % node.failsOn() == 0);
    return fails
        ? Outcome.failed(node.failure())
        : Outcome.of(Map.of("result", result, "list", SeededCode.list(result)));
  }

  private static Outcome branch(
      RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    List<String> selector = node.reads().get(0).selector();
    Object value = read(selector, values);
    if (value == null) {
      return missing(selector);
    }
    boolean holds = (Long) value > node.number();
    return new Outcome(
        Map.of("result", holds, "selected_case_id", holds ? "yes" : "false"),
        holds ? "yes" : "false",
        null);
  }

  private static Outcome aggregate(
      RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    for (RandomNode read : node.reads()) {
      Object value = read(read.selector(), values);
      if (value != null) {
        return Outcome.of(Map.of("output", value));
      }
    }
    return Outcome.of(Map.of());
  }

  private Outcome iterate(RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    List<String> selector = List.of(node.reads().get(0).id(), "list");
    if (!(read(selector, values) instanceof List<?> items)) {
      return Outcome.failed("iterator variable " + missingPath(selector) + " not found");
    }
    List<@Nullable Object> output = new ArrayList<>();
    String failure = null;
    for (int i = 0; i < items.size(); i++) {
      Map<String, Map<String, @Nullable Object>> scope = new LinkedHashMap<>();
      values.forEach((id, named) -> scope.put(id, new LinkedHashMap<>(named)));
      Map<String, @Nullable Object> own =
          scope.computeIfAbsent(node.id(), key -> new LinkedHashMap<>());
      own.put("item", items.get(i));
      own.put("index", (long) i);
      String error = chain(node.inside(), scope);
      if (error == null) {
        output.add(read(node.inside().get(node.inside().size() - 1).selector(), scope));
      } else if (node.errorMode().equals("continue-on-error")) {
        output.add(null);
      } else if (node.errorMode().equals("terminated")) {
        failure = error;
        break;
      }
    }
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("output", output);
    return failure == null ? Outcome.of(outputs) : Outcome.failed(failure);
  }

  private static String missingPath(List<String> selector) {
    return "['" + selector.get(0) + "', '" + selector.get(1) + "']";
  }

  private Outcome loop(RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    Map<String, @Nullable Object> own =
        values.computeIfAbsent(node.id(), key -> new LinkedHashMap<>());
    own.put("v", firstOf(node));
    if (firstOf(node) > BREAK_ABOVE) {
      return Outcome.of(Map.of());
    }
    long rounds = 0;
    for (int i = 0; i < node.number(); i++) {
      node.inside().forEach(inner -> values.remove(inner.id()));
      String error = chain(node.inside(), values);
      if (error != null) {
        return Outcome.failed(error);
      }
      rounds++;
      if (own.get("v") instanceof Long v && v > BREAK_ABOVE) {
        break;
      }
    }
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("v", own.get("v"));
    outputs.put("loop_round", rounds);
    return Outcome.of(outputs);
  }

  /** Runs the inside of a container; returns the error that ended it, or null. */
  private @Nullable String chain(
      List<RandomNode> inside, Map<String, Map<String, @Nullable Object>> values) {
    for (RandomNode inner : inside) {
      String error = handled(inner, values).error();
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static Outcome assign(
      RandomNode node, Map<String, Map<String, @Nullable Object>> values) {
    List<String> selector = node.reads().get(0).selector();
    Object value = read(selector, values);
    RandomNode loop = node.container();
    if (value == null || loop == null) {
      return missing(selector);
    }
    values.computeIfAbsent(loop.id(), key -> new LinkedHashMap<>()).put("v", value);
    return Outcome.of(Map.of());
  }
}
