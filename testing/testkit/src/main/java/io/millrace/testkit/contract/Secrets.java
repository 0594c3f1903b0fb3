package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What no message may show. */
final class Secrets {
  private Secrets() {}

  /** Fails where a failure, or one of its causes, shows the secret. */
  static void assertHidden(Optional<String> secret, @Nullable Throwable failure) {
    secret.ifPresent(
        key -> {
          for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(key);
          }
        });
  }
}
