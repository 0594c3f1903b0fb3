package io.millrace.testkit.contract;

import io.millrace.file.InMemoryFileStore;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import io.millrace.tool.ToolProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

class ShoutingToolContractTest extends ToolContract {
  static final String SECRET = "s3cret-word";

  @Override
  protected Tool tool() {
    return Planted.in(Tool.class, new Shout());
  }

  @Override
  protected Optional<ToolProvider> provider() {
    return Optional.of(Planted.in(ToolProvider.class, new Shouts()));
  }

  @Override
  protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store) {
    return Map.of("text", "flood");
  }

  @Override
  protected Map<String, @Nullable Object> badParameters() {
    return Map.of("text", 7, "password", SECRET);
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of(SECRET);
  }

  @Override
  protected Map<String, @Nullable Object> parametersThatTakeForEver() {
    return Map.of("text", "for ever");
  }

  private static final class Shouts implements ToolProvider {
    @Override
    public String id() {
      return "testkit/shouts/shouts";
    }

    @Override
    public List<Tool> tools() {
      return List.of(new Shout());
    }
  }

  private static final class Shout implements Tool {
    private static final ToolDescription DESCRIPTION =
        ToolDescription.of(
            "shout",
            "Says it loudly.",
            ToolParameter.required("text", ToolParameter.Type.STRING),
            ToolParameter.optional("password", ToolParameter.Type.SECRET, null));

    @Override
    public ToolDescription description() {
      return DESCRIPTION;
    }

    @Override
    public List<ToolMessage> invoke(ToolInvocation invocation) {
      if (!(invocation.parameter("text") instanceof String text)) {
        throw new ToolException("Parameter 'text' must be a text");
      }
      if (text.equals("for ever")) {
        hang();
      }
      return List.of(new ToolMessage.Text(text + "!"), new ToolMessage.Variable("loud", true));
    }

    private static void hang() {
      try {
        var unused = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new ToolException("The call was interrupted");
    }
  }
}
