package io.millrace.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a process of its own, with this one's class path. */
public final class ChildJvm {
  private static final String PREFIX = "figure ";

  private ChildJvm() {}

  /** Says a figure from inside the child. */
  @SuppressWarnings("SystemOut") // the way out of the child
  public static void say(String name, Number figure) {
    PrintStream out = System.out;
    out.println(PREFIX + name + " " + figure);
  }

  /**
   * Runs a class and returns the figures that it said, by name.
   *
   * @param options for the virtual machine, such as {@code -Xmx256m}
   * @throws IOException if it fails or takes more than ten minutes
   */
  public static Map<String, Double> run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, Double> figures = new HashMap<>();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      out.lines()
          .filter(line -> line.startsWith(PREFIX))
          .map(line -> Splitter.on(' ').splitToList(line))
          .forEach(line -> figures.put(line.get(1), Double.parseDouble(line.get(2))));
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(main.getName() + " failed: " + command.subList(1, 3));
      }
    } finally {
      process.destroyForcibly();
    }
    return figures;
  }
}
