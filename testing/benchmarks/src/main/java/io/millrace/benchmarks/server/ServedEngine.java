package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Strings;
import com.sun.management.UnixOperatingSystemMXBean;
import io.millrace.PipelineEngine;
import io.millrace.benchmarks.fake.FakeNodes;
import io.millrace.benchmarks.fake.Texts;
import io.millrace.file.NewFile;
import io.millrace.node.NodeResult;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineBuilder;
import io.millrace.server.MillraceServer;
import io.millrace.server.key.ApiKeys;
import io.millrace.variable.Selector;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server in a process of its own. Arguments: its store, how many texts to upload, how many nodes
 * the long pipelines have. It says where it is, then obeys its standard input: {@code open} lets
 * the gated runs go, {@code figures} says what it uses; it ends with its input.
 */
final class ServedEngine {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int TEXT_LENGTH = 1_000;
  private static final int CHUNK_LENGTH = 500;

  private static volatile boolean open;

  private ServedEngine() {}

  public static void main(String[] arguments) throws Exception {
    Path store = Path.of(arguments[0]);
    int nodes = Integer.parseInt(arguments[2]);
    try (PipelineEngine engine =
            PipelineEngine.builder()
                .discover()
                .addNodes(
                    new FakeNodes(
                        Map.of(
                            "gate",
                            context ->
                                open
                                    ? NodeResult.succeeded(Map.of())
                                    : NodeResult.after(LOOK_AGAIN),
                            "noop",
                            context ->
                                NodeResult.succeeded(Map.of("result", List.of("a short text"))))))
                .store(store)
                .build();
        MillraceServer server = MillraceServer.builder(engine).directory(store).port(0).start()) {
      say("port", Integer.toString(server.port()));
      say("short", server.serve(fourNodes()));
      say("gated", server.serve(chain("Gated", "gate", nodes)));
      say("long", server.serve(chain("Long", "noop", nodes)));
      say("key", ApiKeys.of(store).create("benchmark", "default").secret());
      upload(engine, Integer.parseInt(arguments[1]));
      say("ready", "");
      obey(server);
    }
  }

  private static Pipeline fourNodes() {
    return Pipeline.builder("Short")
        .datasource("file")
        .localFile("md")
        .documentExtractor("extract", Selector.of("file", "file"))
        .generalChunker("chunk")
        .mixed("input_variable", "{{#extract.text#}}")
        .constant("max_chunk_length", CHUNK_LENGTH)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .economy()
        .chain("file", "extract", "chunk", "index")
        .build();
  }

  private static Pipeline chain(String name, String first, int nodes) {
    PipelineBuilder builder =
        Pipeline.builder(name)
            .datasource("file")
            .localFile("md")
            .node("first", first, Map.of())
            .edge("file", "first");
    String before = "first";
    for (int i = 0; i < nodes; i++) {
      String id = "n" + i;
      builder.node(id, "noop", Map.of()).edge(before, id);
      before = id;
    }
    return builder
        .knowledgeIndex("index")
        .chunks(Selector.of(before, "result"))
        .economy()
        .edge(before, "index")
        .build();
  }

  /** Returns how many events a run of a long pipeline has: two of its own, two of each node. */
  static int eventsOf(int nodes) {
    int others = 3; // file, first, index
    return 2 + 2 * (nodes + others);
  }

  private static void upload(PipelineEngine engine, int count) throws IOException {
    Texts.Pieces texts = new Texts.Pieces(TEXT_LENGTH);
    for (int i = 0; i < count; i++) {
      byte[] text = texts.get(i).getBytes(UTF_8);
      NewFile file = NewFile.upload("text " + i + ".md", "text/markdown");
      say(
          "file",
          Strings.nullToEmpty(
              engine.files().save(file, new ByteArrayInputStream(text)).reference()));
    }
  }

  private static void obey(MillraceServer server) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "open" -> open = true;
        case "figures" -> figures(server);
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static void figures(MillraceServer server) {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    say("heap", Double.toString(heap.getUsed() / 1e6));
    say("threads", Integer.toString(ManagementFactory.getThreadMXBean().getThreadCount()));
    say("handles", Long.toString(system.getOpenFileDescriptorCount()));
    say("cpu", Double.toString(system.getProcessCpuTime() / 1e9));
    say("runs", Long.toString(succeeded(server.metrics())));
    say("end", "");
  }

  private static long succeeded(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("millrace_runs_total{status=\"succeeded\"}"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  @SuppressWarnings("SystemOut") // the way to the parent
  private static void say(String name, String value) {
    PrintStream out = System.out;
    out.println(name + " " + value);
  }
}
