package io.millrace.benchmarks.ingest;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.benchmarks.fake.FakeDrive;
import io.millrace.benchmarks.fake.FakeEmbeddings;
import io.millrace.benchmarks.fake.FakeNodes;
import io.millrace.benchmarks.fake.FakeVectors;
import io.millrace.benchmarks.fake.SinkStore;
import io.millrace.benchmarks.fake.Texts;
import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.benchmarks.harness.PeakMemory;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.event.RunStatus;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeResult;
import io.millrace.pipeline.Pipeline;
import io.millrace.variable.Selector;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * One run over a folder of texts: chunked, embedded and stored. Arguments: how many texts, how many
 * to warm up with, how many warm rounds, and {@code keep} or {@code count}.
 */
final class OurIngest {
  static final int TEXT_LENGTH = 10_000;
  static final int CHUNK_LENGTH = 1_000;
  static final int DIMENSION = 384;

  private final Texts.Pieces texts = new Texts.Pieces(TEXT_LENGTH);
  private final FakeEmbeddings model =
      new FakeEmbeddings(DIMENSION, new FakeVectors(DIMENSION).prepared());

  private double liveMegabytes;

  public static void main(String[] arguments) throws Exception {
    OurIngest ingest = new OurIngest();
    boolean keep = arguments[3].equals("keep");
    IngestRounds.measure(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        texts -> ingest.run(texts, keep));
    ChildJvm.say("peak", PeakMemory.ofThis());
    ChildJvm.say("live", ingest.liveMegabytes);
  }

  private double run(int count, boolean keep) {
    SinkStore store = new SinkStore(keep);
    long begin = System.nanoTime();
    try (PipelineEngine engine =
        PipelineEngine.builder()
            .discover()
            .addDatasource(new FakeDrive(count))
            .addNodes(new FakeNodes(Map.of("text", this::text)))
            .addEmbeddings(model.provider())
            .knowledge(store)
            .addListener(event -> {})
            .build()) {
      RunRequest request =
          RunRequest.of(pipeline())
              .datasourceType(DatasourceType.ONLINE_DRIVE)
              .entry(FakeDrive.folder())
              .build();
      RunResult result = engine.run(request);
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (result.status() != RunStatus.SUCCEEDED || result.counts().succeeded() != count) {
        throw new IllegalStateException(result.status() + ": " + result.error());
      }
      if (!keep) {
        liveMegabytes = liveMegabytes();
      }
      return seconds;
    }
  }

  private NodeResult text(NodeContext context) {
    if (context.run().item() instanceof DatasourceItem.DriveFile file) {
      return NodeResult.succeeded(Map.of("text", texts.get(Integer.parseInt(file.id()))));
    }
    throw new IllegalStateException("not a file");
  }

  private static Pipeline pipeline() {
    return Pipeline.builder("Ingest")
        .datasource("drive")
        .onlineDrive("fake/drive", "drive", "drive")
        .node("text", "text", Map.of())
        .generalChunker("chunk")
        .mixed("input_variable", "{{#text.text#}}")
        .constant("delimiter", "\u0001") // never there: both cut to full chunks
        .constant("max_chunk_length", CHUNK_LENGTH)
        .constant("chunk_overlap_length", 0)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .highQuality("fake", "fake")
        .chain("drive", "text", "chunk", "index")
        .build();
  }

  /** What an engine that has just done all this holds. */
  private static double liveMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
