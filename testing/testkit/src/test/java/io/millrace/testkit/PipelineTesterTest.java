package io.millrace.testkit;

import static io.millrace.testkit.TestedRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.RunStatus;
import org.junit.jupiter.api.Test;

@PipelineTest("general.pipeline")
class PipelineTesterTest {

  @Test
  void aWholePipelineRunsInAUnitTest(PipelineTester pipeline) {
    TestedRun run =
        pipeline
            .withFile("flood.md", "When the river floods, close the sluice.")
            .withFile("flour.md", "Flour keeps for a year.")
            .run();

    assertThat(run)
        .succeeded()
        .hasDocuments(2)
        .hasChunks("When the river floods, close the sluice.", "Flour keeps for a year.")
        .finds("What if the river floods?", "close the sluice");
  }

  @Test
  void everyRunIsTheSame(PipelineTester first) {
    PipelineTester second = PipelineTester.of("general.pipeline");

    assertThat(first.withFile("a.md", "One.").run().events())
        .isEqualTo(second.withFile("a.md", "One.").run().events());
  }

  @Test
  void aDraftStoresNothing(PipelineTester pipeline) {
    TestedRun run = pipeline.withFile("a.md", "One.").asDraft().run();

    assertThat(run).succeeded().hasDocuments(0);
    assertThatThrownBy(() -> run.search("One")).hasMessageContaining("draft");
  }

  @Test
  void aFailureShowsTheFirstDifferenceAndWhatHappened(PipelineTester pipeline) {
    TestedRun run = pipeline.withFile("a.md", "One.").run();

    assertThatThrownBy(() -> assertThat(run).hasChunks("Two."))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("first differ at 0")
        .hasMessageContaining("'Two.' was wanted and there is 'One.'")
        .hasMessageContaining("WorkflowStarted")
        .hasMessageContaining("WorkflowFinished succeeded");
  }

  @Test
  void anItemThatFailsSaysWhy(PipelineTester pipeline) {
    TestedRun run = pipeline.withFile("a.exe", "MZ").run();

    assertThat(run).hasStatus(RunStatus.FAILED).failedWith(".exe");
  }

  @Test
  void aNodeThatNeverRanIsNamedWithThePathTaken(PipelineTester pipeline) {
    TestedRun run = pipeline.withFile("a.md", "One.").run();

    assertThatThrownBy(() -> run.outputs("nowhere"))
        .hasMessageContaining("nowhere")
        .hasMessageContaining("The path taken");
  }
}
