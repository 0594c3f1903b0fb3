package io.millrace.datasource.drive.azure;

import com.google.common.hash.Hashing;
import io.millrace.http.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs calls without a body: with the account's key (Shared Key), or by a token in the query. */
final class AzureSignature {
  private final String account;
  private final byte[] key;
  private final String sas;

  AzureSignature(String account, byte[] key, String sas) {
    this.account = account;
    this.key = key.clone();
    this.sas = sas;
  }

  /** Returns the query that a call is sent with. */
  String query(String query) {
    boolean token = key.length == 0 && !sas.isEmpty();
    return !token ? query : query.isEmpty() ? sas : query + "&" + sas;
  }

  /**
   * Adds the headers, and the one that signs them.
   *
   * @param query the call's parameters, not encoded
   * @param headers in lower case; those that begin with {@code x-ms-} are signed
   */
  void sign(
      HttpCall.Builder call,
      String method,
      URI uri,
      Map<String, String> query,
      SortedMap<String, String> headers) {
    headers.forEach(call::header);
    if (key.length == 0) {
      return;
    }
    StringBuilder text = new StringBuilder(method).append('\n');
    // encoding, language, length, MD5, type, date, modified since, match, none match, unmodified
    // since; the range travels as x-ms-range
    text.append("\n\n\n\n\n\n\n");
    text.append(headers.getOrDefault("if-match", "")).append('\n');
    text.append("\n\n\n");
    headers.forEach(
        (name, value) -> {
          if (name.startsWith("x-ms-")) {
            text.append(name).append(':').append(value).append('\n');
          }
        });
    text.append('/').append(account).append(uri.getRawPath());
    new TreeMap<>(query)
        .forEach((name, value) -> text.append('\n').append(name).append(':').append(value));
    byte[] hash = Hashing.hmacSha256(key).hashString(text, StandardCharsets.UTF_8).asBytes();
    call.header(
        "Authorization", "SharedKey " + account + ":" + Base64.getEncoder().encodeToString(hash));
  }

  @Override
  public String toString() {
    return "AzureSignature[" + account + "]";
  }
}
