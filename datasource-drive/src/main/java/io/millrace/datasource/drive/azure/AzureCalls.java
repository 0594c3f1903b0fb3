package io.millrace.datasource.drive.azure;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.datasource.drive.UrlText;
import io.millrace.datasource.drive.Xml;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sends calls to the blob service, and says what its errors mean. */
final class AzureCalls {
  private static final String VERSION = "2021-12-02";

  private final Rest rest;
  private final SignedIn calls;
  private final URI endpoint;
  private final AzureSignature signature;
  private final Clock clock;

  AzureCalls(Rest rest, SignedIn calls, URI endpoint, AzureSignature signature, Clock clock) {
    this.rest = rest;
    this.calls = calls;
    this.endpoint = endpoint;
    this.signature = signature;
    this.clock = clock;
  }

  /**
   * Sends a call.
   *
   * @param path with a slash before it, not encoded; empty for the account
   * @param extra headers in lower case
   */
  HttpReply send(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> extra,
      Duration timeout)
      throws IOException {
    if (UrlText.hasDots(path)) {
      throw DatasourceException.permanent(
          "Blob '%s' cannot be asked for: a part of its name is '.' or '..'".formatted(path), null);
    }
    String text = signature.query(UrlText.form(query));
    String whole = endpoint + (path.isEmpty() ? "/" : UrlText.path(path));
    URI uri = URI.create(text.isEmpty() ? whole : whole + "?" + text);
    return calls.send(
        () -> {
          HttpCall.Builder call = HttpCall.of(method, uri).maxRedirects(0).timeout(timeout);
          SortedMap<String, String> headers = new TreeMap<>(extra);
          headers.put("x-ms-version", VERSION);
          headers.put(
              "x-ms-date",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
          signature.sign(call, method, uri, query, headers);
          return call.header("Accept-Encoding", "identity");
        });
  }

  DatasourceException failure(HttpReply reply, String container, String blob) {
    Map<String, String> error = new HashMap<>();
    try {
      Xml.read(reply.body(), error::putIfAbsent);
    } catch (IOException none) {
      // the header has to do
    }
    String code = reply.header("x-ms-error-code").orElse(error.getOrDefault("Code", ""));
    String text =
        switch (code) {
          case "ContainerNotFound" -> "Container '%s' not found".formatted(container);
          case "BlobNotFound" -> "Blob '%s' not found in container '%s'".formatted(blob, container);
          case "BlobArchived" ->
              "Blob '%s' is in Archive tier and needs to be rehydrated before download"
                  .formatted(blob);
          case "AuthenticationFailed", "AuthorizationFailure", "InvalidAuthenticationInfo" ->
              "Azure Blob Storage does not accept the credential (%s). Check account_name and"
                      .formatted(code)
                  + " account_key, or whether the sas_token has expired";
          case "AuthorizationPermissionMismatch", "InsufficientAccountPermissions" ->
              "No permission: reading '%s' is denied to this credential"
                  .formatted(blob.isEmpty() ? container : blob);
          default ->
              reply.status() == 404 && !blob.isEmpty()
                  ? "Blob '%s' not found in container '%s'".formatted(blob, container)
                  : "";
        };
    return text.isEmpty()
        ? rest.failure(reply, "reading", code + " " + error.getOrDefault("Message", ""))
        : DatasourceException.permanent(text, null);
  }
}
