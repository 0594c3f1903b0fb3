package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.file.InMemoryFileStore;
import io.millrace.testkit.fake.PlainTextExtractor;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import io.millrace.tool.ToolProvider;
import io.millrace.variable.VariablePool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Tool} must do.
 *
 * @since 0.1
 */
public abstract class ToolContract {
  private final InMemoryFileStore files = new InMemoryFileStore();

  /** Returns the tool; asked once a test. */
  protected abstract Tool tool();

  /**
   * Returns parameters with which the tool succeeds.
   *
   * @param store where files that a parameter refers to can be put
   */
  protected abstract Map<String, @Nullable Object> goodParameters(InMemoryFileStore store)
      throws Exception;

  /** Returns the provider that offers the tool; none unless overridden. */
  protected Optional<ToolProvider> provider() {
    return Optional.empty();
  }

  /** Returns parameters with which the tool never ends by itself; none unless overridden. */
  protected Map<String, @Nullable Object> parametersThatTakeForEver() {
    return Map.of();
  }

  /** Returns a secret that the bad parameters hold, which no message may show; none by default. */
  protected Optional<String> secret() {
    return Optional.empty();
  }

  /** Returns parameters with which the tool must fail; none unless overridden. */
  protected Map<String, @Nullable Object> badParameters() {
    return Map.of();
  }

  /** Returns whether the same call always gives the same; true unless overridden. */
  protected boolean supportsRepeating() {
    return true;
  }

  @Test
  protected void itsDescriptionIsAlwaysTheSame() {
    Tool tool = tool();

    assertThat(tool.description()).isEqualTo(tool.description());
    assertThat(tool.description().name()).isNotBlank();
    assertThat(tool.description().summary()).isNotBlank();
    assertThat(tool.description().parameters())
        .extracting(ToolParameter::name)
        .doesNotHaveDuplicates();
  }

  @Test
  protected void itsProviderOffersItUnderANameOfItsOwn() {
    Optional<ToolProvider> offered = provider();
    assumeTrue(offered.isPresent(), "the test names no provider of the tool");
    ToolProvider provider = offered.orElseThrow();

    assertThat(provider.id()).isNotBlank().isEqualTo(provider.id());
    assertThat(names(provider))
        .doesNotHaveDuplicates()
        .contains(tool().description().name())
        .isEqualTo(names(provider));
  }

  private static List<String> names(ToolProvider provider) {
    return provider.tools().stream().map(tool -> tool.description().name()).toList();
  }

  @Test
  protected void whatItTakesIsDeclared() throws Exception {
    List<String> declared =
        tool().description().parameters().stream().map(ToolParameter::name).toList();

    assertThat(declared).containsAll(goodParameters(files).keySet());
  }

  @Test
  protected void aGoodCallSaysSomething() throws Exception {
    assertThat(tool().invoke(goodCall())).isNotNull().isNotEmpty().doesNotContainNull();
  }

  @Test
  protected void whatItSaysIsWhatAPipelineCanHold() throws Exception {
    VariablePool variables = new VariablePool();
    for (ToolMessage message : tool().invoke(goodCall())) {
      if (message instanceof ToolMessage.Variable variable) {
        variables.put("tool", variable.name(), variable.value());
      } else if (message instanceof ToolMessage.Json json) {
        variables.put("tool", "json", json.value());
      } else if (message instanceof ToolMessage.File file) {
        files.open(file.file()).close();
      }
    }
  }

  @Test
  protected void theSameCallGivesTheSame() throws Exception {
    assumeTrue(supportsRepeating(), "the tool says that its answers differ");
    Tool tool = tool();
    ToolInvocation call = goodCall();

    assertThat(tool.invoke(call)).isEqualTo(tool.invoke(call));
  }

  @Test
  protected void aFailureIsAToolExceptionThatCanBeShown() {
    Map<String, @Nullable Object> bad = badParameters();
    assumeTrue(!bad.isEmpty(), "the test names no parameters with which the tool fails");

    Throwable failure = catchThrowable(() -> tool().invoke(call(bad)));

    assertThat(failure).isInstanceOf(ToolException.class).message().isNotBlank();
    Secrets.assertHidden(secret(), failure);
  }

  @Test
  protected void aCallThatLacksEverythingIsAnsweredOrAToolException() {
    Throwable failure = catchThrowable(() -> tool().invoke(call(Map.of())));

    if (failure != null) {
      assertThat(failure).isInstanceOf(ToolException.class).message().isNotBlank();
    }
  }

  @Test
  protected void manyThreadsMayCallAtOnce() throws Exception {
    Tool tool = tool();
    ToolInvocation call = goodCall();
    List<ToolMessage> alone = tool.invoke(call);

    for (List<ToolMessage> messages : Threads.together(() -> tool.invoke(call))) {
      assertThat(messages).hasSameSizeAs(alone);
      if (supportsRepeating()) {
        assertThat(messages).isEqualTo(alone);
      }
    }
  }

  @Test
  protected void aCallOfAnInterruptedThreadComesBack() throws Exception {
    Tool tool = tool();
    ToolInvocation call = goodCall();
    Throwable outcome = Threads.interruptedBefore("An interrupted call", () -> tool.invoke(call));

    if (outcome != null) {
      assertThat(outcome).isInstanceOf(ToolException.class);
    }
  }

  @Test
  protected void aCallThatIsInterruptedUnderWayComesBack() throws Exception {
    Map<String, @Nullable Object> endless = parametersThatTakeForEver();
    assumeTrue(!endless.isEmpty(), "the test names no parameters with which the tool never ends");
    Tool tool = tool();

    assertThat(Threads.interruptedUnderWay("An interrupted call", () -> tool.invoke(call(endless))))
        .isInstanceOf(ToolException.class);
  }

  private ToolInvocation goodCall() throws Exception {
    return call(goodParameters(files));
  }

  private ToolInvocation call(Map<String, @Nullable Object> parameters) {
    return new ToolInvocation(
        parameters,
        new ToolInvocation.Services(files, files, Optional.of(new PlainTextExtractor())));
  }
}
