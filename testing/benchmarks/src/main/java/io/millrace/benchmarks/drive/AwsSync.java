package io.millrace.benchmarks.drive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code aws s3 sync}, where it is on the path. */
final class AwsSync {
  private static final int MAX_MINUTES = 5;

  private AwsSync() {}

  static boolean isThere() throws InterruptedException {
    try {
      Process version =
          new ProcessBuilder("aws", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor(1, TimeUnit.MINUTES) && version.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Returns the seconds on the clock, its start included. */
  static double seconds(String endpoint, String prefix, Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "aws",
            "s3",
            "sync",
            "--only-show-errors",
            "--endpoint-url",
            endpoint,
            "s3://" + ObjectStore.BUCKET + "/" + prefix,
            folder.toString());
    builder.environment().put("AWS_ACCESS_KEY_ID", ObjectStore.KEY);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", ObjectStore.SECRET);
    builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
    long begin = System.nanoTime();
    Process sync = builder.inheritIO().start();
    if (!sync.waitFor(MAX_MINUTES, TimeUnit.MINUTES) || sync.exitValue() != 0) {
      sync.destroyForcibly();
      return Double.NaN;
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
