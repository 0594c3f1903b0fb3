package io.millrace.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A server in a process of its own, so that it shares no heap, collector or compiler with what is
 * measured. It tells its address, and when it is asked its figures; it ends with this process.
 */
public final class ChildServer implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final String url;

  private ChildServer(Process process, BufferedReader out, String url) {
    this.process = process;
    this.out = out;
    this.url = url;
  }

  /** Starts a main class that calls {@link #serve}. */
  public static ChildServer start(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String url = out.readLine();
    if (url == null) {
      process.destroyForcibly();
      throw new IOException(main.getName() + " did not start");
    }
    return new ChildServer(process, out, url);
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
    while (System.in.read() >= 0) {
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
    OutputStream ask = process.getOutputStream();
    ask.write('?');
    ask.flush();
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server has ended");
    }
    Map<String, Double> figures = new HashMap<>();
    for (String pair : line.split(" ", -1)) {
      int sign = pair.indexOf('=');
      figures.put(pair.substring(0, sign), Double.valueOf(pair.substring(sign + 1)));
    }
    return figures;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
