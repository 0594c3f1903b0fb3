package io.millrace.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.millrace.server.http.Call;
import io.millrace.server.state.StateFile;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Links with which a file can be fetched without a key, for a while: the link is signed. The secret
 * is kept beside the keys, so that links outlive a restart.
 */
public final class FileLinks {
  /** As with Dify, unless it is told otherwise. */
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final int SECRET_BYTES = 32;

  private final byte[] secret;
  private final @Nullable String publicUrl;
  private final Clock clock;

  /**
   * @param directory where the secret is kept, or {@code null} for one of this process
   * @param publicUrl where clients reach the server, or {@code null} for wherever the one that asks
   *     has reached it
   */
  public FileLinks(@Nullable Path directory, @Nullable String publicUrl, Clock clock) {
    this.secret = directory == null ? random() : kept(directory);
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  private static byte[] random() {
    byte[] fresh = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(fresh);
    return fresh;
  }

  private static byte[] kept(Path directory) {
    StateFile file = new StateFile(directory.resolve("server").resolve("links.secret"));
    if (file.read().isEmpty()) {
      file.update(before -> before.length == 0 ? random() : before);
    }
    return file.read().orElseThrow();
  }

  /** Returns a link to a file, for whoever made a call. */
  String to(Call call, String fileId) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return "%s/v1/files/%s/file-preview?expires=%d&sign=%s"
        .formatted(
            publicUrl == null ? call.origin() : publicUrl,
            URLEncoder.encode(fileId, UTF_8).replace("+", "%20"),
            expires,
            signature(fileId, Long.toString(expires)));
  }

  /** Returns whether a link is one of ours and not too old. */
  boolean isValid(String fileId, String expires, String sign) {
    if (!MessageDigest.isEqual(signature(fileId, expires).getBytes(UTF_8), sign.getBytes(UTF_8))) {
      return false;
    }
    return clock.instant().getEpochSecond() <= Long.parseLong(expires);
  }

  private String signature(String fileId, String expires) {
    return BaseEncoding.base64Url()
        .omitPadding()
        .encode(
            Hashing.hmacSha256(secret)
                .hashString(expires + "|file-preview|" + fileId, UTF_8)
                .asBytes());
  }
}
