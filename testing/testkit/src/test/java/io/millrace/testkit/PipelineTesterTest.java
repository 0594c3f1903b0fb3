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

  @Test
  void anOutputThatIsNotThereIsToldWithThoseThatAre(PipelineTester pipeline) {
    TestedRun run = pipeline.withFile("a.md", "One.").run();
    String node = run.path().get(run.path().size() - 1);

    assertThatThrownBy(() -> assertThat(run).hasOutput(node, "nothing", 1))
        .hasMessageContaining("Expected %s.nothing to be 1 (Integer)".formatted(node))
        .hasMessageContaining("the node gave only [");
  }

  @Test
  void textsThatAreLongShowWhereTheyPart(PipelineTester pipeline) {
    String text = "When the river floods, close the sluice and stop the wheel at once";
    TestedRun run = pipeline.withFile("a.md", text + ", please.").run();

    assertThatThrownBy(() -> assertThat(run).hasChunks(text + ", now."))
        .hasMessageContaining("the same for 68 characters")
        .hasMessageContaining("then 'now.' was wanted and there is 'please.'");
  }

  @Test
  void ofVeryManyEventsTheFirstAndTheLastAreShown(PipelineTester pipeline) {
    for (int i = 0; i < 40; i++) {
      pipeline.withFile("a%d.md".formatted(i), "One.");
    }
    TestedRun run = pipeline.run();

    assertThatThrownBy(() -> assertThat(run).hasDocuments(7))
        .hasMessageContaining("Expected 7 documents, but there are 40")
        .hasMessageContaining("WorkflowStarted")
        .hasMessageContaining("further events")
        .hasMessageContaining("WorkflowFinished succeeded");
  }
}
