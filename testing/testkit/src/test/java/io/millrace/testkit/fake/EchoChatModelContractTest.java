package io.millrace.testkit.fake;

import io.millrace.model.ChatModel;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.testkit.contract.ChatModelContract;
import java.util.Optional;

class EchoChatModelContractTest extends ChatModelContract {
  private static final ModelId ID = new ModelId("testkit", "echo");

  @Override
  protected ChatModel model() {
    return new EchoChatModel(ID);
  }

  @Override
  protected Optional<ChatModel> refusedModel() {
    return Optional.of(
        new EchoChatModel(
            ID,
            request -> {
              throw ModelException.permanent("Refused", null);
            }));
  }
}
