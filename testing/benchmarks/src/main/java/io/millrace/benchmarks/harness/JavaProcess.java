package io.millrace.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main class of this class path in a process of its own, to which lines are said and which
 * answers in lines. It sees the end of its input when this process ends.
 */
public final class JavaProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  private JavaProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.in = process.outputWriter(UTF_8);
  }

  /**
   * Starts a process.
   *
   * @param options of the virtual machine, such as {@code -Xmx256m}
   */
  public static JavaProcess start(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new JavaProcess(
        main.getName(),
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Says a line. */
  public void say(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  /**
   * Waits for a line.
   *
   * @throws IOException if the process ended instead
   */
  public String hear() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException(name + " has ended");
    }
    return line;
  }

  /** Returns the most memory in MB that the process ever held; NaN where the system hides it. */
  public double peakMegabytes() throws IOException {
    return PeakMemory.of(process);
  }

  /** Ends its input and waits for it to end by itself. */
  public void end() throws IOException {
    try {
      in.close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException(name + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
