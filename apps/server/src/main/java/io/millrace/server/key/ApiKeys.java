package io.millrace.server.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.millrace.error.MillraceException;
import io.millrace.server.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The keys of a store: {@code <store>/server/keys.json}. Several processes may use the file: what
 * one makes or revokes, the others know within a second.
 *
 * @since 0.1
 */
public final class ApiKeys {
  /** The most keys that a store keeps. */
  public static final int MOST = 1_000;

  /** The workspace of keys and knowledge bases that name none. */
  public static final String DEFAULT_WORKSPACE = "default";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LETTERS = 32;
  private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final FileTime NEVER = FileTime.fromMillis(-1);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final StateFile file;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  // guarded by this
  private List<ApiKey> known = List.of();
  private FileTime readAt = NEVER;
  private long looked = System.nanoTime() - LOOK_AGAIN_NANOS;

  private ApiKeys(Path file) {
    this.file = new StateFile(file);
  }

  /** Opens the keys of a store's directory; nothing is written before the first key is made. */
  public static ApiKeys of(Path store) {
    return new ApiKeys(store.resolve("server").resolve("keys.json"));
  }

  /**
   * Makes a key.
   *
   * @throws MillraceException if the workspace's name is not 1 to 64 letters, digits, '.', '_', '-'
   */
  public NewKey create(String name, String workspace) {
    if (!WORKSPACE.matcher(workspace).matches()) {
      throw new MillraceException(
          "'%s' cannot be a workspace. Use 1 to 64 letters, digits, '.', '_' and '-'"
              .formatted(workspace));
    }
    StringBuilder secret = new StringBuilder("dataset-");
    for (int i = 0; i < RANDOM_LETTERS; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    byte[] id = new byte[4];
    random.nextBytes(id);
    ApiKey key =
        new ApiKey(
            java.util.HexFormat.of().formatHex(id),
            name,
            workspace,
            hash(secret.toString()),
            clock.instant());
    change(
        keys -> {
          if (keys.size() >= MOST) {
            throw new MillraceException(
                "There are %d keys, the most that are kept. Revoke some first".formatted(MOST));
          }
          keys.add(key);
        });
    return new NewKey(key, secret.toString());
  }

  /** Revokes a key; returns whether there was one with that id. */
  public boolean revoke(String id) {
    boolean[] found = new boolean[1];
    change(keys -> found[0] = keys.removeIf(key -> key.id().equals(id)));
    return found[0];
  }

  /** Returns the keys, oldest first. */
  public synchronized List<ApiKey> list() {
    if (System.nanoTime() - looked >= LOOK_AGAIN_NANOS) {
      load();
    }
    return known;
  }

  /** Returns the key with that secret; takes the same time whichever it is, or none. */
  public Optional<ApiKey> find(String secret) {
    byte[] wanted = hash(secret).getBytes(UTF_8);
    ApiKey found = null;
    for (ApiKey key : list()) {
      if (MessageDigest.isEqual(wanted, key.sha256().getBytes(UTF_8))) {
        found = key;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String hash(String secret) {
    return Hashing.sha256().hashString(secret, UTF_8).toString();
  }

  private synchronized void load() {
    looked = System.nanoTime();
    FileTime changed = file.changed();
    if (!changed.equals(readAt)) {
      known = List.copyOf(parse(file.read().orElse(new byte[0])));
      readAt = changed;
    }
  }

  private interface Change {
    void apply(List<ApiKey> keys);
  }

  private synchronized void change(Change change) {
    file.update(
        before -> {
          List<ApiKey> keys = parse(before);
          change.apply(keys);
          known = List.copyOf(keys);
          return write(keys);
        });
    readAt = NEVER; // another process may have changed it since: its time would not be ours
  }

  private static List<ApiKey> parse(byte[] json) {
    List<ApiKey> keys = new ArrayList<>();
    if (json.length == 0) {
      return keys;
    }
    try {
      for (JsonNode key : JSON.readTree(json).path("keys")) {
        keys.add(
            new ApiKey(
                key.path("id").asText(),
                key.path("name").asText(),
                key.path("workspace").asText(),
                key.path("sha256").asText(),
                Instant.parse(key.path("created_at").asText())));
      }
    } catch (IOException e) {
      throw new MillraceException(
          "The store's server/keys.json is damaged. Restore it, or remove it and make new keys", e);
    }
    return keys;
  }

  private static byte[] write(List<ApiKey> keys) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("keys");
    for (ApiKey key : keys) {
      list.addObject()
          .put("id", key.id())
          .put("name", key.name())
          .put("workspace", key.workspace())
          .put("sha256", key.sha256())
          .put("created_at", key.createdAt().toString());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Keys could not be written as JSON", e);
    }
  }
}
