package io.millrace.datasource.drive.s3;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.millrace.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Signs requests without a body: AWS Signature Version 4 for S3. */
final class SigV4 {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String EMPTY_HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final S3Settings.Keys keys;
  private final String region;
  private volatile @Nullable DayKey dayKey;

  SigV4(S3Settings.Keys keys, String region) {
    this.keys = keys;
    this.region = region;
  }

  /** What signs everything of one day. */
  private record DayKey(String day, HashFunction hmac) {}

  /**
   * Adds the headers of a signature to a call.
   *
   * @param uri its query sorted by name, everything encoded once
   * @param signed further headers, their names in lower case, that are sent and signed
   */
  void sign(
      HttpCall.Builder call, String method, URI uri, Map<String, String> signed, Instant now) {
    String time = TIME.format(now);
    String day = time.substring(0, 8);
    SortedMap<String, String> headers = new TreeMap<>(signed);
    headers.put("host", hostOf(uri));
    headers.put("x-amz-content-sha256", EMPTY_HASH);
    headers.put("x-amz-date", time);
    String token = keys.sessionToken();
    if (token != null) {
      headers.put("x-amz-security-token", token);
    }
    StringBuilder canonical = new StringBuilder(method).append('\n');
    canonical.append(uri.getRawPath()).append('\n');
    canonical.append(uri.getRawQuery() == null ? "" : uri.getRawQuery()).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", headers.keySet());
    canonical.append('\n').append(names).append('\n').append(EMPTY_HASH);

    String scope = day + "/" + region + "/s3/aws4_request";
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            time,
            scope,
            Hashing.sha256().hashString(canonical, StandardCharsets.UTF_8).toString());
    String signature = keyOf(day).hashString(toSign, StandardCharsets.UTF_8).toString();
    headers.remove("host");
    headers.forEach(call::header);
    call.header(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(keys.id(), scope, names, signature));
  }

  private HashFunction keyOf(String day) {
    DayKey known = dayKey;
    if (known != null && known.day().equals(day)) {
      return known.hmac();
    }
    byte[] key = ("AWS4" + keys.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    HashFunction hmac = Hashing.hmacSha256(key);
    dayKey = new DayKey(day, hmac);
    return hmac;
  }

  private static byte[] hmac(byte[] key, String text) {
    return Hashing.hmacSha256(key).hashString(text, StandardCharsets.UTF_8).asBytes();
  }

  /** The host as it is sent: with its port where that is not the scheme's own. */
  private static String hostOf(URI uri) {
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual
        ? uri.getHost()
        : uri.getHost() + ":" + uri.getPort();
  }
}
