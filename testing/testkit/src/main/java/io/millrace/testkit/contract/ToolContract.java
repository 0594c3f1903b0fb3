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
  protected void aGoodCallSaysSomething() throws Exception {
    assertThat(tool().invoke(goodCall())).isNotNull().isNotEmpty().doesNotContainNull();
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

    assertThat(failure).isInstanceOf(ToolException.class);
    assertThat(failure.getMessage()).isNotBlank();
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
    Throwable outcome =
        Threads.comingBack(
                "An interrupted call",
                () -> {
                  Thread.currentThread().interrupt();
                  return Optional.ofNullable(catchThrowable(() -> tool.invoke(call)));
                })
            .orElse(null);

    if (outcome != null) {
      assertThat(outcome).isInstanceOf(ToolException.class);
    }
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
