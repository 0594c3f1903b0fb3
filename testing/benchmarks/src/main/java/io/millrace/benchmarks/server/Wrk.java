package io.millrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator of that name, where it is installed. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");

  private Wrk() {}

  static boolean isInstalled() {
    try {
      Process process =
          new ProcessBuilder("wrk", "-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Returns how many blocking runs a second are answered, over all uploaded texts in turn.
   *
   * @throws IOException if one is answered with another status than 200, or by nobody
   */
  static double perSecond(ServerProcess server, boolean published, int clients, int seconds)
      throws IOException, InterruptedException {
    Requests requests = new Requests(server);
    Path script = Files.createTempFile("millrace", ".lua");
    try {
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < server.files().size(); i++) {
        bodies.add("'" + requests.runBody(i, published, "blocking") + "'");
      }
      Files.writeString(
          script,
          """
          local bodies = {%s}
          local turn = 0
          wrk.method = 'POST'
          wrk.headers['Content-Type'] = 'application/json'
          wrk.headers['Authorization'] = 'Bearer %s'
          request = function()
            turn = turn %% #bodies + 1
            return wrk.format(nil, nil, nil, bodies[turn])
          end
          """
              .formatted(String.join(",\n", bodies), server.key()));
      String url = "http://localhost:" + server.address().getPort();
      return run(
          List.of(
              "wrk",
              "-t1",
              "-c" + clients,
              "-d" + seconds + "s",
              "--timeout",
              "30s",
              "-s",
              script.toString(),
              url + requests.runPath("short", false)));
    } finally {
      Files.delete(script);
    }
  }

  private static double run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    Matcher rate = RATE.matcher(said);
    if (process.waitFor() != 0
        || !rate.find()
        || said.contains("Non-2xx")
        || said.contains("Socket errors")) {
      throw new IOException(said);
    }
    return Double.parseDouble(rate.group(1));
  }
}
