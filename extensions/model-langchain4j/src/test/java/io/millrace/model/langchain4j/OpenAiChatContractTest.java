package io.millrace.model.langchain4j;

import io.millrace.model.ChatModel;
import io.millrace.model.ModelId;
import io.millrace.testkit.contract.ChatModelContract;
import io.millrace.testkit.openai.FakeReply;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenAiChatContractTest extends ChatModelContract {
  private static final String KEY = "sk-very-secret";
  private static final ModelId GPT = new ModelId("langgenius/openai/openai", "gpt-4o");

  private final LocalModels local = new LocalModels();

  OpenAiChatContractTest() {
    local.server.thinking(request -> "It grinds rye to flour.");
  }

  @Override
  protected ChatModel model() {
    return local.retrying(2).apiKey(KEY).chat(GPT, "qwen").build().chatModel(GPT).orElseThrow();
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
    local.server.chat(LocalModels.always(reply));
    return Optional.of(model());
  }

  @AfterEach
  void close() {
    local.close();
  }
}
