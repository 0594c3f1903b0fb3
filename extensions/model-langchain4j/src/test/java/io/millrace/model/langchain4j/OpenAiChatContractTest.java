package io.millrace.model.langchain4j;

import io.millrace.model.ChatModel;
import io.millrace.model.ModelId;
import io.millrace.testkit.contract.ChatModelContract;
import io.millrace.testkit.openai.FakeOpenAi;
import io.millrace.testkit.openai.FakeReply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiChatContractTest extends ChatModelContract {
  private static final String KEY = "sk-very-secret";
  private static final ModelId GPT = new ModelId("langgenius/openai/openai", "gpt-4o");

  private final FakeOpenAi server = new FakeOpenAi().thinking(request -> "It grinds rye to flour.");

  @Override
  protected ChatModel model() {
    return OpenAiModels.builder(server.baseUrl())
        .id("local")
        .apiKey(KEY)
        .limits(RateLimits.NONE.retrying(2, Duration.ofMillis(5), Duration.ofMillis(20)))
        .chat(GPT, "qwen")
        .build()
        .chatModel(GPT)
        .orElseThrow();
  }

  @Override
  protected Optional<ChatModel> refusedModel() {
    return answering(FakeReply.status(401, "{\"error\":{\"message\":\"Wrong key " + KEY + "\"}}"));
  }

  @Override
  protected Optional<ChatModel> silentModel() {
    return answering(FakeReply.never());
  }

  @Override
  protected Optional<ChatModel> busyModel() {
    return answering(FakeReply.status(429, "{}", "Retry-After: 2"));
  }

  @Override
  protected Optional<ChatModel> brokenModel() {
    return answering(FakeReply.truncated("It grinds "));
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of(KEY);
  }

  private Optional<ChatModel> answering(FakeReply reply) {
    FakeReply[] always = new FakeReply[10];
    Arrays.fill(always, reply);
    server.chat(always);
    return Optional.of(model());
  }

  @AfterEach
  void close() {
    server.close();
  }
}
