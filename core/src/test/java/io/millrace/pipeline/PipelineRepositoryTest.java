package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineRepositoryTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Pipeline FIRST = Samples.chain().build();
  private static final Pipeline SECOND = Samples.chain().description("second").build();

  private final Path folder;

  PipelineRepositoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDraftIsPublishedListedAndRolledBack(boolean onDisk) {
    PipelineRepository repository = repository(onDisk);
    assertThat(repository.latest("kb")).isEmpty();
    repository.saveDraft("kb", FIRST);
    PublishedPipeline first = repository.publish("kb");
    repository.saveDraft("kb", SECOND);
    assertThat(repository.latest("kb")).contains(first);
    PublishedPipeline second = repository.publish("kb");
    assertThat(repository.versions("kb")).containsExactly(second, first);
    assertThat(List.of(first.version(), second.version()))
        .containsExactly("2026-03-01 12:00:00.000000", "2026-03-01 12:00:00.000001");
    PublishedPipeline again = repository.rollBack("kb", first.version());
    assertThat(again.pipeline()).isEqualTo(FIRST);
    assertThat(repository.latest("kb")).contains(again);
    assertThat(repository.draft("kb")).contains(FIRST);
    assertThat(repository.versions("kb")).hasSize(3);
    assertThat(repository.versions("other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCannotBePublishedIsRefused(boolean onDisk) {
    PipelineRepository repository = repository(onDisk);
    assertThatThrownBy(() -> repository.publish("kb")).hasMessageContaining("has no draft");
    repository.saveDraft(
        "kb",
        Pipeline.fromTree(
            Map.of("rag_pipeline", Map.of("name", "x"), "workflow", Map.of("features", 1))));
    assertThatThrownBy(() -> repository.publish("kb"))
        .hasMessage("DSL is not valid, please check the Knowledge Index node.");
    repository.saveDraft("kb", FIRST);
    PublishedPipeline first = repository.publish("kb");
    repository.saveDraft("kb", Samples.pipeline("containers.pipeline"));
    assertThatThrownBy(() -> repository.publish("kb"))
        .isInstanceOf(PipelineRepositoryException.class)
        .hasMessage("Chunk structure is not compatible with the published pipeline");
    assertThatThrownBy(() -> repository.rollBack("kb", "yesterday"))
        .hasMessageContaining("Published, newest first: [" + first.version() + "]");
  }

  @Test
  void aFolderIsReadAgainAfterARestartAndIdsCannotLeaveIt() {
    repository(true).saveDraft("../../evil", FIRST);
    repository(true).saveDraft("..", SECOND);
    PublishedPipeline published = repository(true).publish("../../evil");
    assertThat(repository(true).latest("../../evil")).contains(published);
    assertThat(repository(true).draft("..")).contains(SECOND);
    assertThat(folder.resolve("../evil")).doesNotExist();
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void aDamagedDraftIsNamed() throws IOException {
    repository(true).saveDraft("kb", FIRST);
    Files.writeString(folder.resolve("kb/draft.pipeline"), "- nothing");
    assertThatThrownBy(() -> repository(true).draft("kb"))
        .isInstanceOf(PipelineRepositoryException.class)
        .hasMessageContaining("draft.pipeline");
  }

  private PipelineRepository repository(boolean onDisk) {
    return onDisk
        ? new DirectoryPipelineRepository(folder, NOON)
        : new InMemoryPipelineRepository(NOON);
  }
}
