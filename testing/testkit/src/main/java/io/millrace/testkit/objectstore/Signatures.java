package io.millrace.testkit.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.millrace.testkit.server.Seen;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks Signature Version 4 in the {@code Authorization} header, as S3 does. */
final class Signatures {
  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, ?"
              + "SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

  private Signatures() {}

  /** Ends well when the request is signed with the keys of the store. */
  static void check(Seen request) {
    String header = request.headers().getOrDefault("authorization", "");
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      throw new S3Error(403, "AccessDenied", "Access Denied");
    }
    if (!form.group(1).equals(ObjectStoreServer.ACCESS_KEY)) {
      throw new S3Error(403, "InvalidAccessKeyId", "There is no such access key");
    }
    String scope = form.group(2) + "/" + form.group(3) + "/s3/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s"
            .formatted(
                request.headers().getOrDefault("x-amz-date", ""),
                scope,
                Hashing.sha256().hashString(canonical(request, form.group(4)), UTF_8));
    byte[] key = ("AWS4" + ObjectStoreServer.SECRET_KEY).getBytes(UTF_8);
    for (String part : Splitter.on('/').split(scope)) {
      key = hmac(key, part);
    }
    String signature = BaseEncoding.base16().lowerCase().encode(hmac(key, toSign));
    if (!signature.equals(form.group(5))) {
      throw new S3Error(
          403, "SignatureDoesNotMatch", "The signature is not that of the request and the key");
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    return Hashing.hmacSha256(key).hashString(text, UTF_8).asBytes();
  }

  private static String canonical(Seen request, String signed) {
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    text.append(encoded(decoded(request.path())).replace("%2F", "/")).append('\n');
    StringBuilder query = new StringBuilder();
    query(request.query())
        .forEach(
            (name, value) ->
                query
                    .append(query.isEmpty() ? "" : "&")
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(value)));
    text.append(query).append('\n');
    for (String name : Splitter.on(';').split(signed)) {
      String value = request.headers().getOrDefault(name, "").strip().replaceAll(" +", " ");
      text.append(name).append(':').append(value).append('\n');
    }
    return text.append('\n')
        .append(signed)
        .append('\n')
        .append(request.headers().getOrDefault("x-amz-content-sha256", ""))
        .toString();
  }

  /** Returns names and values of a query, decoded, in the order of their names. */
  static Map<String, String> query(String text) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : Splitter.on('&').omitEmptyStrings().split(text)) {
      int equals = pair.indexOf('=');
      query.put(
          decoded(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  /** Decodes percent signs; a plus sign is one. */
  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
