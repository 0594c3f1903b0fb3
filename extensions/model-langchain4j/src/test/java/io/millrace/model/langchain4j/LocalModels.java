package io.millrace.model.langchain4j;

import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.time.Duration;
import java.util.Collections;
import java.util.function.Consumer;

/** Models behind a server of OpenAI's protocol that runs here, asked again without much waiting. */
final class LocalModels implements AutoCloseable {
  private static final int ALWAYS = 10;

  final FakeOpenAi server = new FakeOpenAi();

  /** Begins to say which models there are, each call tried once more at most so often. */
  OpenAiModels.Builder retrying(int times) {
    return OpenAiModels.builder(server.baseUrl())
        .id("local")
        .limits(RateLimits.NONE.retrying(times, Duration.ofMillis(5), Duration.ofMillis(20)));
  }

  /** Returns that answer as often as anybody asks in a test. */
  static FakeReply[] always(FakeReply reply) {
    return Collections.nCopies(ALWAYS, reply).toArray(FakeReply[]::new);
  }

  /** Has every call answered that the service is down. */
  static void down(Consumer<FakeReply[]> replies) {
    replies.accept(always(FakeReply.status(503, "down")));
  }

  @Override
  public void close() {
    server.close();
  }
}
