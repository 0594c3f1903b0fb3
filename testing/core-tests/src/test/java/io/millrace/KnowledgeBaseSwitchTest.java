package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.RunStatus;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class KnowledgeBaseSwitchTest {
  private static final RetrievalSettings BY_MEANING =
      new RetrievalSettings(SearchMethod.SEMANTIC_SEARCH, 10, null, Reranking.NONE, null);

  private final LetterModel model = new LetterModel();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private PipelineEngine engine;

  @BeforeEach
  void open() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.resolve("old" + i + ".md"), "zebra number " + i);
    }
    Files.writeString(folder.resolve("new.md"), "quick fox");
    engine =
        PipelineEngine.builder()
            .discover()
            .addEmbeddings(model.provider())
            .store(folder.resolve("store"))
            .allowFiles(folder)
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private RunResult runOverOld(Pipeline pipeline) {
    return engine.run(RunRequest.of(pipeline).file(folder.resolve("old*.md")).build());
  }

  private RunResult runOverNew(Pipeline pipeline) {
    return engine.run(RunRequest.of(pipeline).file(folder.resolve("new.md")).build());
  }

  private static Pipeline highQuality() {
    return TestPipelines.highQuality(LetterModel.ID);
  }

  private KnowledgeBase base() {
    return engine.knowledgeBases().get(0);
  }

  private List<String> found(String query) {
    return engine.search("Notes", query, BY_MEANING).records().stream()
        .map(record -> record.segment().content())
        .toList();
  }

  @Test
  void whatWasIndexedByKeywordsIsFoundByMeaningAfterTheSwitch() {
    runOverOld(TestPipelines.general());
    RunResult switched = runOverNew(highQuality());

    assertThat(switched.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(engine.knowledgeBases()).hasSize(1);
    assertThat(base().technique()).isEqualTo(IndexingTechnique.HIGH_QUALITY);
    assertThat(model.texts).as("each text once").hasValue(21);
    assertThat(found("zebra")).hasSize(10).allMatch(text -> text.startsWith("zebra"));
    assertThat(found("quick fox").get(0)).isEqualTo("quick fox");
  }

  @Test
  void aSwitchThatWasCutOffLeavesAllSearchableAndTheNextRunGoesOnWithIt() {
    runOverOld(TestPipelines.general());
    model.textsUntilFailure = 12;
    RunResult failed = runOverNew(highQuality());

    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.error()).contains("out of order");
    assertThat(base().technique()).isEqualTo(IndexingTechnique.ECONOMY);
    assertThat(engine.search("Notes", "zebra").records()).hasSize(base().retrieval().topK());

    model.textsUntilFailure = Integer.MAX_VALUE;
    int before = model.texts.get();
    assertThat(runOverNew(highQuality()).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(base().technique()).isEqualTo(IndexingTechnique.HIGH_QUALITY);
    assertThat(model.texts.get() - before).as("twelve have vectors").isEqualTo(20 - 12 + 1);
    assertThat(found("zebra")).hasSize(10);
  }

  @Test
  void highQualityIsNeverGivenUp() {
    runOverNew(highQuality());
    RunRequest request =
        RunRequest.of(TestPipelines.general()).file(folder.resolve("new.md")).build();

    assertThatThrownBy(() -> engine.start(request))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(
            "Knowledge base indexing technique is not allowed to be updated to economy");
  }
}
