package io.millrace.datasource.drive.s3;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.UrlText;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Sends signed calls to a store, and says what its errors mean. */
final class S3Calls {
  private final Rest rest;
  private final String service;
  private final S3Settings settings;
  private final Clock clock;
  private final @Nullable SigV4 signature;
  private volatile Duration skew = Duration.ZERO;

  S3Calls(Rest rest, String service, S3Settings settings, Clock clock) {
    this.rest = rest;
    this.service = service;
    this.settings = settings;
    this.clock = clock;
    S3Settings.Keys keys = settings.keys();
    this.signature = keys == null ? null : new SigV4(keys, settings.region());
  }

  /**
   * One call.
   *
   * @param query by name
   * @param signed headers in lower case that are part of the signature
   * @param plain headers that are not
   */
  record Call(
      String method,
      @Nullable String bucket,
      String key,
      SortedMap<String, String> query,
      Map<String, String> signed,
      Map<String, String> plain,
      Duration timeout) {}

  /** Sends a call; once more with the service's time if it finds ours too far off. */
  HttpReply send(Call call) throws IOException {
    HttpReply reply = rest.send(() -> build(call));
    if (reply.status() == 403 && signature != null) {
      Instant theirs = HttpContent.date(reply.header("date").orElse(null));
      Duration off = theirs == null ? Duration.ZERO : Duration.between(clock.instant(), theirs);
      if (off.minus(skew).abs().compareTo(Duration.ofMinutes(5)) > 0) {
        skew = off;
        reply.close();
        return rest.send(() -> build(call));
      }
    }
    return reply;
  }

  private HttpCall build(Call call) {
    URI uri = settings.uri(call.bucket(), call.key(), UrlText.form(call.query()));
    HttpCall.Builder builder =
        HttpCall.of(call.method(), uri).maxRedirects(0).timeout(call.timeout());
    if (signature == null) {
      call.signed().forEach(builder::header);
    } else {
      signature.sign(builder, call.method(), uri, call.signed(), clock.instant().plus(skew));
    }
    call.plain().forEach(builder::header);
    return builder.build();
  }

  /** Returns what an error means for a person; reads the answer, does not close it. */
  DatasourceException failure(HttpReply reply, @Nullable String bucket, String key, String what) {
    S3Error error = S3Error.read(reply);
    String region = reply.header("x-amz-bucket-region").orElse(error.region());
    String text =
        switch (error.code()) {
          case "NoSuchBucket" ->
              "Bucket '%s' does not exist at %s".formatted(bucket, settings.endpoint().getHost());
          case "NoSuchKey", "NotFound" ->
              key.isEmpty()
                  ? "Bucket '%s' not found".formatted(bucket)
                  : "File with ID '%s' not found.".formatted(key);
          case "InvalidAccessKeyId" ->
              "%s does not know the access key. Check the key's id".formatted(service);
          case "SignatureDoesNotMatch" ->
              "%s does not accept the signature. Check the secret key, and the region '%s'"
                  .formatted(service, settings.region());
          case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
              "The session token is not valid, or no longer. Get a new one";
          case "AccessDenied", "AllAccessDisabled", "Forbidden" ->
              "No permission: %s of '%s' is denied to this credential"
                  .formatted(what, key.isEmpty() ? bucket : key);
          case "InvalidObjectState" ->
              "File '%s' is archived and must be restored before it can be read".formatted(key);
          case "PermanentRedirect",
              "AuthorizationHeaderMalformed",
              "IllegalLocationConstraintException",
              "MovedPermanently" ->
              "Bucket '%s' is not in region '%s'%s. Correct the region, or the endpoint"
                  .formatted(
                      bucket,
                      settings.region(),
                      region.isEmpty() ? "" : " but in '" + region + "'");
          default -> "";
        };
    return text.isEmpty()
        ? rest.failure(reply, what, (error.code() + " " + error.message()).strip())
        : DatasourceException.permanent(text, null);
  }
}
