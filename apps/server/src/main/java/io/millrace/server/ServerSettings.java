package io.millrace.server;

import io.millrace.server.api.UploadLimits;
import io.millrace.server.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@link MillraceServer.Builder} collects, with its defaults. */
final class ServerSettings {
  private static final int MAX_PARTS = 32;
  private static final long FORM_OVERHEAD = 1 << 20;

  String host = "127.0.0.1";
  int port = 8080;
  @Nullable Path directory;
  @Nullable String publicUrl;
  PublishedAnswer publishedAnswer = PublishedAnswer.RUN;
  UploadLimits uploads = UploadLimits.DEFAULT;
  long maxBodyBytes = 20L << 20;
  Duration bodyTimeout = Duration.ofSeconds(30);
  Duration uploadTimeout = Duration.ofMinutes(10);
  Duration headTimeout = Duration.ofSeconds(30);
  Duration idleTimeout = Duration.ofSeconds(60);
  Duration pingInterval = Duration.ofSeconds(10);
  int maxConnections = 10_000;
  int maxCallsPerKey = 4_096;

  HttpLimits httpLimits(Path spool) {
    return new HttpLimits(
        maxBodyBytes,
        uploads.greatest(),
        uploads.greatest() + FORM_OVERHEAD,
        MAX_PARTS,
        bodyTimeout,
        uploadTimeout,
        headTimeout,
        idleTimeout,
        maxConnections,
        spool);
  }
}
