package io.millrace.benchmarks.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.millrace.benchmarks.harness.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link ServedEngine} and its store, for as long as this is open. */
final class ServerProcess implements AutoCloseable {
  private static final ImmutableList<String> FIGURES =
      ImmutableList.of("heap", "threads", "handles", "cpu", "runs");

  private final Path store;
  private final JavaProcess process;
  private final ListMultimap<String, String> said =
      MultimapBuilder.linkedHashKeys().arrayListValues().build();

  private ServerProcess(Path store, JavaProcess process) {
    this.store = store;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param heap such as {@code 256m}
   * @param files texts that are uploaded
   * @param nodes of the long pipelines
   */
  static ServerProcess start(String heap, int files, int nodes) throws IOException {
    Path store = Files.createTempDirectory("millrace-load");
    ServerProcess server =
        new ServerProcess(
            store,
            JavaProcess.start(
                ServedEngine.class,
                List.of("-Xmx" + heap),
                List.of(store.toString(), Integer.toString(files), Integer.toString(nodes))));
    server.listenUntil("ready");
    return server;
  }

  private void listenUntil(String last) throws IOException {
    while (true) {
      String line = process.hear();
      int space = line.indexOf(' ');
      String name = space < 0 ? line : line.substring(0, space);
      if (name.equals(last)) {
        return;
      }
      said.put(name, line.substring(space + 1));
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(said.get("port").get(0)));
  }

  /** Returns the id of the knowledge base of a pipeline: short, gated or long. */
  String dataset(String pipeline) {
    return said.get(pipeline).get(0);
  }

  String key() {
    return said.get("key").get(0);
  }

  /** Returns the references of the uploaded texts. */
  ImmutableList<String> files() {
    return ImmutableList.copyOf(said.get("file"));
  }

  /** Lets the gated runs go. */
  void open() throws IOException {
    process.say("open");
  }

  /** Collects garbage and returns heap in MB, threads, handles, processor seconds, runs. */
  Map<String, Double> figures() throws IOException {
    process.say("figures");
    FIGURES.forEach(said::removeAll);
    listenUntil("end");
    Map<String, Double> figures = new HashMap<>();
    for (String name : FIGURES) {
      figures.put(name, Double.parseDouble(said.get(name).get(0)));
    }
    return figures;
  }

  /** Returns the most memory in MB that the process ever held; NaN where the system hides it. */
  double peakMegabytes() throws IOException {
    return process.peakMegabytes();
  }

  @Override
  public void close() throws IOException {
    try (process) {
      process.end();
    } finally {
      MoreFiles.deleteRecursively(store, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
