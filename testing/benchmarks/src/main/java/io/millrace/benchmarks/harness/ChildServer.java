package io.millrace.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A server in a process of its own, so that it shares no heap, collector or compiler with what is
 * measured. It tells its address, and when it is asked its figures; it ends with this process.
 */
public final class ChildServer implements AutoCloseable {
  private final JavaProcess process;
  private final String url;

  private ChildServer(JavaProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts a main class that calls {@link #serve}. */
  public static ChildServer start(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    JavaProcess process = JavaProcess.start(main, options, List.of(arguments));
    return new ChildServer(process, process.hear());
  }

  /**
   * Inside of the server's process: tells the address, then the figures whenever they are asked
   * for, until the asking process ends.
   */
  @SuppressWarnings("SystemOut") // the way out of the child
  public static void serve(String url, Supplier<Map<String, ? extends Number>> figures)
      throws IOException {
    PrintStream out = System.out;
    out.println(url);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (in.readLine() != null) {
      StringBuilder line = new StringBuilder();
      figures.get().forEach((name, figure) -> line.append(name + "=" + figure + " "));
      out.println(line.toString().strip());
    }
  }

  /** Returns where it is. */
  public String url() {
    return url;
  }

  /** Returns what it has counted so far, by name. */
  public Map<String, Double> figures() throws IOException {
    process.say("?");
    Map<String, Double> figures = new HashMap<>();
    for (String pair : process.hear().split(" ", -1)) {
      int sign = pair.indexOf('=');
      figures.put(pair.substring(0, sign), Double.valueOf(pair.substring(sign + 1)));
    }
    return figures;
  }

  @Override
  public void close() {
    process.close();
  }
}
