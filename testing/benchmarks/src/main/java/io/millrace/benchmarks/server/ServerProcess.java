package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.millrace.benchmarks.harness.PeakMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link ServedEngine} and its store, for as long as this is open. */
final class ServerProcess implements AutoCloseable {
  private static final ImmutableList<String> FIGURES =
      ImmutableList.of("heap", "threads", "handles", "cpu", "runs");

  private final Path store;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final ListMultimap<String, String> said =
      MultimapBuilder.linkedHashKeys().arrayListValues().build();

  private ServerProcess(Path store, Process process) {
    this.store = store;
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.in = process.outputWriter(UTF_8);
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
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path"),
            ServedEngine.class.getName(),
            store.toString(),
            Integer.toString(files),
            Integer.toString(nodes));
    ServerProcess server =
        new ServerProcess(
            store,
            new ProcessBuilder(new ArrayList<>(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    server.listenUntil("ready");
    return server;
  }

  private void listenUntil(String last) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int space = line.indexOf(' ');
      String name = space < 0 ? line : line.substring(0, space);
      if (name.equals(last)) {
        return;
      }
      said.put(name, line.substring(space + 1));
    }
    throw new IOException("The server ended before it said " + last);
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
    in.write("open\n");
    in.flush();
  }

  /** Collects garbage and returns heap in MB, threads, handles, processor seconds, runs. */
  Map<String, Double> figures() throws IOException {
    in.write("figures\n");
    in.flush();
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
    return PeakMemory.of(process);
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException("The server did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      MoreFiles.deleteRecursively(store, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
