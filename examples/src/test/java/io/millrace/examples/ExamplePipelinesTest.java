package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.knowledge.RetrievedRecord;
import io.millrace.pipeline.DegradationReport;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineInspection;
import io.millrace.pipeline.PipelineReader;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.pipeline.Support;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplePipelinesTest {
  private PipelineEngine engine;

  @BeforeAll
  void runAll(@TempDir Path store) {
    engine =
        PipelineEngine.builder()
            .discover()
            .store(store)
            .allowFiles(RepositoryFiles.ROOT.resolve("examples"))
            .build();
    run(ExamplePipelines.general(), RepositoryFiles.DOCUMENTS);
    run(ExamplePipelines.parentChild(), RepositoryFiles.DOCUMENTS);
    run(ExamplePipelines.questionsAndAnswers(), RepositoryFiles.QUESTIONS);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private void run(Pipeline pipeline, Path documents) {
    RunResult result = engine.run(RunRequest.of(pipeline).file(documents).build());
    assertThat(result.documents()).allSatisfy(item -> assertThat(item.error()).isNull());
    assertThat(result.succeeded()).isTrue();
  }

  static Stream<Arguments> pipelines() {
    return Stream.of(
        Arguments.of("general.pipeline", ExamplePipelines.general()),
        Arguments.of("parent-child.pipeline", ExamplePipelines.parentChild()),
        Arguments.of("qa.pipeline", ExamplePipelines.questionsAndAnswers()));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void theFileIsWhatTheCodeMakes(String name, Pipeline pipeline) {
    Path file = RepositoryFiles.PIPELINES.resolve(name);

    assertThat(RepositoryFiles.text(file)).isEqualTo(new PipelineWriter().write(pipeline));
    assertThat(new PipelineReader().read(file)).isEqualTo(pipeline);
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void theFileHasNoProblemAndRunsNatively(String name, Pipeline pipeline) {
    PipelineInspection inspection =
        new PipelineReader().inspect(RepositoryFiles.PIPELINES.resolve(name));

    assertThat(inspection.problems()).isEmpty();
    assertThat(DegradationReport.of(pipeline, engine.capabilities()).worst())
        .isEqualTo(Support.Level.NATIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "What do we do when the river floods?, At 1.80 metres carry the flour",
    "Who has the keys to the sluice house?, one is at the fire station",
    "When is a paddle replaced?, A dull sound means rot",
    "How many leather belts are in stock?, Leather drive belt",
    "Öldruck niedrig, Filter tauschen",
    "面粉能保存多久, 白面粉可以保存六个月",
    "粮食发热怎么办, 应立即翻仓通风",
  })
  void theGeneralPipelineFindsTheRightPassageFirst(String query, String passage) {
    assertThat(first("Mill handbook", query).segment().content()).contains(passage);
  }

  @Test
  void theParentChildPipelineFindsAChildAndGivesItsParent() {
    RetrievedRecord found = first("Mill handbook, parent-child", "When is the leat drained?");

    assertThat(found.children()).isNotEmpty();
    assertThat(found.segment().content())
        .contains(found.children().get(0).chunk().content())
        .hasSizeGreaterThan(found.children().get(0).chunk().content().length());
  }

  @ParameterizedTest
  @CsvSource({
    "Can I bring my own wheat to the mill?, from fifty kilograms on",
    "可以寄面粉吗, 五公斤以上的订单",
  })
  void theQuestionsPipelineAnswers(String query, String answer) {
    assertThat(first("Mill questions", query).segment().answer()).contains(answer);
  }

  private RetrievedRecord first(String base, String query) {
    return engine.search(base, query).records().get(0);
  }
}
