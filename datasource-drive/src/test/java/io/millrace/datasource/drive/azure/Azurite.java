package io.millrace.datasource.drive.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.datasource.drive.UrlText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Microsoft's emulator of its blob service, in a process of its own, filled by signed links. */
final class Azurite implements AutoCloseable {
  static final String ACCOUNT = "millrace";
  static final String KEY =
      Base64.getEncoder().encodeToString("a key for tests alone, no secret".getBytes(UTF_8));
  private static final Pattern LISTENS =
      Pattern.compile(".*successfully listen\\S* on (http://127\\.0\\.0\\.1:\\d+).*");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  private Azurite(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Returns why it cannot be started here, or {@code null}. */
  static @Nullable String missing() {
    if (!Files.isRegularFile(script())) {
      return "Azurite is not installed in "
          + home()
          + ": the build does that with npm, when Node is there";
    }
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      return node.waitFor(30, TimeUnit.SECONDS) && node.exitValue() == 0
          ? null
          : "node does not run";
    } catch (IOException e) {
      return "There is no node: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("azurite.home", "target/azurite"));
  }

  private static Path script() {
    return home().resolve("node_modules/azurite/dist/src/blob/main.js");
  }

  static Azurite start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "node",
            script().toString(),
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            "0",
            "--inMemoryPersistence");
    builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher listens = LISTENS.matcher(line);
      if (listens.matches()) {
        drain(lines);
        return new Azurite(process, listens.group(1));
      }
    }
    process.destroyForcibly();
    throw new IOException("Azurite did not start: " + said);
  }

  /** What it says later must not fill the pipe. */
  private static void drain(BufferedReader lines) {
    Thread reader =
        new Thread(
            () -> {
              try {
                while (lines.readLine() != null) {
                  // nobody wants to know
                }
              } catch (IOException ended) {
                // with the process
              }
            },
            "azurite-output");
    reader.setDaemon(true);
    reader.start();
  }

  String endpoint() {
    return address + "/" + ACCOUNT;
  }

  Map<String, String> credential() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("account_name", ACCOUNT);
    values.put("account_key", KEY);
    values.put("endpoint", endpoint());
    return values;
  }

  void container(String name) throws Exception {
    send("PUT", "/" + name, "restype=container&", new byte[0], Map.of());
  }

  void put(String container, String blob, byte[] content, String... headers) throws Exception {
    Map<String, String> all = new LinkedHashMap<>(Map.of("x-ms-blob-type", "BlockBlob"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    send("PUT", "/" + container + "/" + UrlText.path(blob), "", content, all);
  }

  void delete(String container, String blob) throws Exception {
    send("DELETE", "/" + container + "/" + UrlText.path(blob), "", new byte[0], Map.of());
  }

  private void send(
      String method, String path, String query, byte[] body, Map<String, String> headers)
      throws Exception {
    URI uri = URI.create(endpoint() + path + "?" + query + sas("rwdlac", "2099-01-01T00:00:00Z"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    request.header("x-ms-version", "2021-12-02");
    headers.forEach(request::header);
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  /** Returns a shared access signature for the account. */
  static String sas(String permissions, String expiry) throws GeneralSecurityException {
    String version = "2021-12-02";
    String text =
        String.join(
            "\n", ACCOUNT, permissions, "b", "sco", "", expiry, "", "http,https", version, "", "");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    return String.join(
        "&",
        List.of(
            "sv=" + version,
            "ss=b",
            "srt=sco",
            "sp=" + permissions,
            "se=" + UrlText.encode(expiry),
            "spr=" + UrlText.encode("http,https"),
            "sig=" + UrlText.encode(signature)));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
