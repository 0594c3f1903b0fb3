package io.millrace.examples;

import static io.millrace.testkit.TestedRunAssert.assertThat;

import io.millrace.testkit.PipelineTester;
import org.junit.jupiter.api.Test;

class HandbookPipelineTest {

  @Test
  void aQuestionFindsTheRuleThatAnswersIt() {
    var run =
        PipelineTester.of("pipelines/general.pipeline")
            .withFile("flood.md", "When the river floods, close the sluice.")
            .withFile("flour.md", "Flour keeps for a year.")
            .run();

    assertThat(run).succeeded().hasDocuments(2).finds("How long does flour keep?", "a year");
  }
}
