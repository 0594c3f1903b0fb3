package io.millrace.datasource.drive.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;

/**
 * Cloud Storage as its JSON API's reference has it: tokens for claims that a service account has
 * signed, listings with prefixes and page tokens, objects with generations.
 */
final class CloudStorageServer extends Dispatcher implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MockWebServer server = new MockWebServer();
  private final KeyPair keys;
  private final Map<String, Stored> objects = new TreeMap<>();
  private long generations = 1_700_000_000_000_000L;
  private int tokens;

  /** The only bucket. */
  static final String BUCKET = "documents";

  /** A name that this account may not read. */
  static final String SHUT = "shut.txt";

  private record Stored(ByteString bytes, long generation, boolean packed) {}

  CloudStorageServer() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server.setDispatcher(this);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  Map<String, String> credential() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("credentials", serviceAccount());
    values.put("endpoint", url());
    return values;
  }

  /** The key file of a service account whose tokens come from here. */
  String serviceAccount() {
    String key = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
    return text(
        Map.of(
            "type",
            "service_account",
            "project_id",
            "the-project",
            "private_key_id",
            "k1",
            "private_key",
            "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
            "client_email",
            "reader@the-project.iam.gserviceaccount.com",
            "token_uri",
            url() + "/token"));
  }

  synchronized void put(String name, byte[] bytes) {
    objects.put(name, new Stored(ByteString.of(bytes), ++generations, false));
  }

  /** Keeps a text packed, and gives it unpacked to whoever does not ask for it as it is kept. */
  synchronized void putPacked(String name, String text) throws IOException {
    Buffer packed = new Buffer();
    try (OutputStream out = new GZIPOutputStream(packed.outputStream())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    objects.put(name, new Stored(packed.readByteString(), ++generations, true));
  }

  synchronized void delete(String name) {
    objects.remove(name);
  }

  /** Makes every token that was given out so far one that is refused. */
  synchronized void expireTokens() {
    tokens++;
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    HttpUrl url = request.getUrl();
    List<String> path = url.pathSegments();
    if (path.equals(List.of("token"))) {
      return token(request);
    } else if (!("Bearer token-" + tokens).equals(request.getHeaders().get("Authorization"))) {
      return error(401, "Invalid Credentials");
    } else if (path.size() < 3 || !path.subList(0, 3).equals(List.of("storage", "v1", "b"))) {
      return error(404, "Not Found");
    } else if (path.size() == 3) {
      return "the-project".equals(url.queryParameter("project"))
          ? json(Map.of("items", List.of(Map.of("name", BUCKET))))
          : error(400, "Required parameter: project");
    } else if (!path.get(3).equals(BUCKET)) {
      return error(404, "The specified bucket does not exist.");
    } else if (path.size() == 5) {
      return list(url);
    }
    return object(path.get(5), request);
  }

  /** Gives a token for a claim that the account's key has signed. */
  private MockResponse token(RecordedRequest request) {
    String form = request.getBody() == null ? "" : request.getBody().utf8();
    HttpUrl values = HttpUrl.get(url() + "/?" + form);
    String[] parts = String.valueOf(values.queryParameter("assertion")).split("\\.", -1);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      long now = Instant.now().getEpochSecond();
      boolean good =
          "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(values.queryParameter("grant_type"))
              && signature.verify(Base64.getUrlDecoder().decode(parts[2]))
              && claims.path("aud").asText().equals(url() + "/token")
              && claims.path("scope").asText().endsWith("devstorage.read_only")
              && claims.path("exp").asLong() - claims.path("iat").asLong() <= 3600
              && claims.path("iat").asLong() <= now;
      return good ? json(Map.of("access_token", "token-" + tokens, "expires_in", 3600)) : refused();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return refused();
    }
  }

  private static MockResponse refused() {
    return response(
        400, text(Map.of("error", "invalid_grant", "error_description", "Invalid JWT Signature.")));
  }

  private MockResponse list(HttpUrl url) {
    String prefix = value(url, "prefix");
    String delimiter = value(url, "delimiter");
    String after = value(url, "pageToken");
    int max = Integer.parseInt(value(url, "maxResults"));
    TreeSet<String> found = new TreeSet<>();
    for (String name : objects.keySet()) {
      if (name.startsWith(prefix)) {
        int end = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
        found.add(end < 0 ? name : name.substring(0, end + 1));
      }
    }
    List<Map<String, Object>> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Map<String, Object> page = new LinkedHashMap<>();
    String last = "";
    for (String name : found) {
      if (!after.isEmpty() && name.compareTo(after) <= 0) {
        continue;
      } else if (items.size() + prefixes.size() == max) {
        page.put("nextPageToken", last);
        break;
      } else if (name.endsWith("/") && !objects.containsKey(name)) {
        prefixes.add(name);
      } else {
        items.add(metadata(name));
      }
      last = name;
    }
    page.put("items", items);
    page.put("prefixes", prefixes);
    return json(page);
  }

  private static String value(HttpUrl url, String name) {
    String value = url.queryParameter(name);
    return value == null ? "" : value;
  }

  private Map<String, Object> metadata(String name) {
    Stored stored = objects.get(name);
    if (stored == null) {
      throw new IllegalArgumentException(name);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("size", String.valueOf(stored.bytes().size()));
    all.put("generation", String.valueOf(stored.generation()));
    all.put("etag", "etag" + stored.generation());
    all.put("updated", "2026-01-02T03:04:05.678Z");
    int crc = Hashing.crc32c().hashBytes(stored.bytes().toByteArray()).asInt();
    all.put("crc32c", Base64.getEncoder().encodeToString(Ints.toByteArray(crc)));
    if (stored.packed()) {
      all.put("contentEncoding", "gzip");
    }
    return all;
  }

  private MockResponse object(String name, RecordedRequest request) {
    Stored stored = objects.get(name);
    String generation = request.getUrl().queryParameter("generation");
    if (stored == null
        || (generation != null && !generation.equals(String.valueOf(stored.generation())))) {
      return error(404, "No such object: " + BUCKET + "/" + name);
    } else if (name.endsWith(SHUT)) {
      return error(403, "reader does not have storage.objects.get access");
    } else if (!"media".equals(request.getUrl().queryParameter("alt"))) {
      return json(metadata(name));
    }
    if (stored.packed()) {
      return unpacked(stored);
    }
    byte[] all = stored.bytes().toByteArray();
    String range = request.getHeaders().get("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    MockResponse.Builder answer =
        new MockResponse.Builder()
            .code(range == null ? 200 : 206)
            .body(new Buffer().write(all, from, all.length - from));
    if (range != null) {
      answer.addHeader(
          "Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
    }
    return answer.build();
  }

  /** Its length is not known beforehand, and there are no parts of it. */
  private static MockResponse unpacked(Stored stored) {
    Buffer text = new Buffer();
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(stored.bytes().toByteArray()))) {
      text.readFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MockResponse.Builder().chunkedBody(text, 1_000).build();
  }

  private static MockResponse json(Object value) {
    return response(200, text(value));
  }

  private static MockResponse error(int code, String message) {
    return response(code, text(Map.of("error", Map.of("code", code, "message", message))));
  }

  private static MockResponse response(int code, String json) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Content-Type", "application/json; charset=UTF-8")
        .body(json)
        .build();
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
