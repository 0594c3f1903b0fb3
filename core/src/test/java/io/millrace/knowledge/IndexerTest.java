package io.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IndexerTest {
  private static final Instant STARTED = FixedStore.NOW;
  private static final Map<String, Object> PARENTS =
      Map.of(
          "parent_mode",
          "paragraph",
          "parent_child_chunks",
          List.of(Map.of("parent_content", "parent", "child_contents", List.of("c1", "c2"))));
  private static final Map<String, Object> PAIRS =
      Map.of("qa_chunks", List.of(Map.of("question", "q", "answer", "a")));

  private final LetterModel model = new LetterModel();
  private final Indexer indexer =
      new Indexer(
          new FixedStore().store(),
          1_000_000,
          Indexer.NO_FILES,
          Clock.fixed(STARTED.plusSeconds(2), ZoneOffset.UTC));

  @Test
  void anEconomySegmentGetsItsKeywordsAndNoVector() {
    NewVersion version = index(economy(ChunkStructure.TEXT_MODEL), List.of("one two", "three"));

    assertThat(version.documentId()).isEqualTo("d");
    assertThat(version.latency()).isEqualTo(Duration.ofSeconds(2));
    assertThat(version.segments())
        .extracting(NewSegment::content)
        .containsExactly("one two", "three");
    assertThat(version.segments().get(0).keywords()).containsExactly("one", "two");
    assertThat(version.segments().get(0).vector()).isNull();
    assertThat(version.segments().get(0).tokens()).isZero();
  }

  @Test
  void aSegmentOfHighQualityGetsAVectorAndItsTokens() {
    NewSegment segment =
        index(highQuality(ChunkStructure.TEXT_MODEL), List.of("aab")).segments().get(0);

    assertThat(segment.vector()).containsExactly(2, 1);
    assertThat(segment.tokens()).isEqualTo(3);
    assertThat(segment.keywords()).isEmpty();
  }

  @Test
  void onlyTheChildrenOfAParentGetVectors() {
    NewSegment parent =
        index(highQuality(ChunkStructure.HIERARCHICAL_MODEL), PARENTS).segments().get(0);

    assertThat(parent.vector()).isNull();
    assertThat(parent.children()).extracting(NewChild::content).containsExactly("c1", "c2");
    assertThat(parent.children()).allMatch(child -> child.vector() != null);
  }

  @Test
  void theFilesThatAChunkListsAreItsAttachments() {
    Map<String, Object> file =
        Map.of(
            "related_id",
            "u1",
            "name",
            "mill.png",
            "size",
            12,
            "extension",
            ".PNG",
            "type",
            "image",
            "mime_type",
            "image/png",
            "transfer_method",
            "tool_file",
            "url",
            "https://example.org/mill.png");
    Map<String, Object> chunks =
        Map.of("general_chunks", List.of(Map.of("content", "text", "files", List.of(file))));

    assertThat(index(economy(ChunkStructure.TEXT_MODEL), chunks).segments().get(0).attachments())
        .containsExactly(
            new Attachment(
                "u1", "mill.png", 12, "png", "image/png", "https://example.org/mill.png"));
    assertThatThrownBy(
            () ->
                index(
                    economy(ChunkStructure.TEXT_MODEL),
                    Map.of(
                        "general_chunks",
                        List.of(Map.of("content", "text", "files", List.of(Map.of()))))))
        .hasMessageContaining("general_chunks[0].files[0].related_id is required");
  }

  @Test
  void theStoredImagesThatATextShowsAreItsAttachments() {
    FileSource files =
        new FileSource() {
          @Override
          public Optional<FileRef> find(String reference) {
            return reference.equals("0a-1")
                ? Optional.of(FileRef.stored(reference, "image-1.png", "image/png", 7))
                : Optional.empty();
          }

          @Override
          public InputStream open(FileRef file) {
            return InputStream.nullInputStream();
          }
        };
    Indexer attaching = new Indexer(new FixedStore().store(), files);
    String text =
        "see ![image](/files/tools/0a-1.png), again ![](/files/0a-1/file-preview?x=1),"
            + " ![gone](/files/tools/other.png) and [no image](/files/tools/0a-1.png)";

    NewVersion version =
        attaching.index(
            economy(ChunkStructure.TEXT_MODEL), "d", List.of(text, "none"), null, STARTED);

    assertThat(version.segments().get(0).attachments())
        .containsExactly(new Attachment("0a-1", "image-1.png", 7, "png", "image/png", null));
    assertThat(version.segments().get(1).attachments()).isEmpty();
  }

  @Test
  void aQuestionIsEmbeddedWithoutItsAnswer() {
    NewSegment pair = index(highQuality(ChunkStructure.QA_MODEL), PAIRS).segments().get(0);

    assertThat(pair.content()).isEqualTo("q");
    assertThat(pair.answer()).isEqualTo("a");
    assertThat(model.batches).containsExactly(List.of("q"));
  }

  @Test
  void batchesKeepToTheModelsCountAndTokens() {
    index(
        highQuality(ChunkStructure.TEXT_MODEL),
        List.of("1", "2", "3", "4", "12345678", "123", "a very long text", "z"));

    assertThat(model.batches)
        .containsExactly(
            List.of("1", "2", "3"),
            List.of("4", "12345678"),
            List.of("123"),
            List.of("a very long text"),
            List.of("z"));
  }

  @Test
  void aTextIsEmbeddedOnceHoweverOftenItComes() {
    index(highQuality(ChunkStructure.TEXT_MODEL), List.of("a", "a", "b"));
    NewVersion again = index(highQuality(ChunkStructure.TEXT_MODEL), List.of("b", "a"));

    assertThat(model.batches).containsExactly(List.of("a", "b"));
    assertThat(again.segments().get(1).vector()).containsExactly(1, 0);
  }

  @Test
  void indexingStopsBetweenBatchesWhenCancelled() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      texts.add("t" + i);
    }

    assertThatThrownBy(
            () ->
                indexer.index(
                    highQuality(ChunkStructure.TEXT_MODEL),
                    "d",
                    texts,
                    Map.of(),
                    model,
                    STARTED,
                    () -> model.batches.size() == 2))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("cancelled");
    assertThat(model.batches).hasSize(2);
  }

  @Test
  void anotherModelThanThatOfTheStoredVectorsIsRefused() {
    assertThatThrownBy(
            () ->
                indexer.index(
                    highQuality(ChunkStructure.TEXT_MODEL),
                    "d",
                    List.of("a"),
                    new LetterModel("other"),
                    STARTED))
        .hasMessageContaining("test/other");
  }

  @Test
  void questionsNeedHighQuality() {
    assertThatThrownBy(() -> index(economy(ChunkStructure.QA_MODEL), PAIRS))
        .isInstanceOf(KnowledgeException.class)
        .hasMessage("Indexing technique must be high quality.");
  }

  @Test
  void nothingOfAHierarchyIsSearchableInEconomy() {
    NewSegment parent =
        index(economy(ChunkStructure.HIERARCHICAL_MODEL), PARENTS).segments().get(0);

    assertThat(parent.keywords()).isEmpty();
    assertThat(parent.children()).hasSize(2).allMatch(child -> child.vector() == null);
  }

  @ParameterizedTest
  @EnumSource
  void anAbsentValueIsRefused(ChunkStructure structure) {
    for (Object falsy : new @Nullable Object[] {null, "", List.of(), Map.of(), false, 0L}) {
      assertThatThrownBy(() -> Indexer.preview(structure, falsy))
          .isInstanceOf(KnowledgeException.class)
          .hasMessage("Chunks is required.");
    }
  }

  @Test
  void aValueOfAnotherShapeIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Indexer.preview(ChunkStructure.TEXT_MODEL, "text"))
        .hasMessageStartingWith("Chunks is not a list");
    assertThatThrownBy(() -> Indexer.preview(ChunkStructure.TEXT_MODEL, List.of("a", 1L)))
        .hasMessageContaining("chunks[1]");
    assertThatThrownBy(
            () ->
                Indexer.preview(
                    ChunkStructure.QA_MODEL, Map.of("qa_chunks", List.of(Map.of("question", "q")))))
        .hasMessageContaining("qa_chunks[0].answer");
    assertThatThrownBy(() -> Indexer.preview(ChunkStructure.HIERARCHICAL_MODEL, PAIRS))
        .hasMessageContaining("parent_child_chunks");
  }

  @Test
  void blankChunksAreLeftOutAndNothingButBlankIsRefused() {
    assertThat(Indexer.preview(ChunkStructure.TEXT_MODEL, List.of("", " \u3000\n", "a")).items())
        .hasSize(1);
    assertThatThrownBy(() -> Indexer.preview(ChunkStructure.TEXT_MODEL, List.of("", " ")))
        .hasMessageStartingWith("Chunks is required.");
  }

  @Test
  void previewsHaveTheDocumentedForm() {
    assertThat(Indexer.preview(ChunkStructure.TEXT_MODEL, List.of("a")).toMap())
        .isEqualTo(
            Map.of(
                "chunk_structure",
                "text_model",
                "preview",
                List.of(Map.of("content", "a")),
                "total_segments",
                1L,
                "qa_preview",
                List.of()));
    assertThat(Indexer.preview(ChunkStructure.HIERARCHICAL_MODEL, PARENTS).toMap())
        .isEqualTo(
            Map.of(
                "chunk_structure",
                "hierarchical_model",
                "parent_mode",
                "paragraph",
                "preview",
                List.of(Map.of("content", "parent", "child_chunks", List.of("c1", "c2"))),
                "total_segments",
                1L,
                "qa_preview",
                List.of()));
    assertThat(Indexer.preview(ChunkStructure.QA_MODEL, PAIRS).toMap())
        .isEqualTo(
            Map.of(
                "chunk_structure",
                "qa_model",
                "preview",
                List.of(),
                "qa_preview",
                List.of(Map.of("question", "q", "answer", "a")),
                "total_segments",
                1L));
  }

  @Test
  void generalChunksAreTakenAsObjectsToo() {
    assertThat(
            Indexer.preview(
                    ChunkStructure.TEXT_MODEL,
                    Map.of("general_chunks", List.of(Map.of("content", "a"))))
                .items())
        .extracting(Preview.Item::content)
        .containsExactly("a");
  }

  @Test
  void theHashCoversTheTextAndTheWordNone() {
    assertThat(IndexNodeHash.of(""))
        .isEqualTo("dc937b59892604f5a86ac96936cd7ff09e25f18ae6b758e8014a24c7fa039e91");
  }

  private NewVersion index(KnowledgeBase base, Object chunks) {
    return indexer.index(base, "d", chunks, model, STARTED);
  }

  private static KnowledgeBase economy(ChunkStructure structure) {
    return FixedStore.base(structure, IndexingTechnique.ECONOMY, null);
  }

  private KnowledgeBase highQuality(ChunkStructure structure) {
    return FixedStore.base(structure, IndexingTechnique.HIGH_QUALITY, model.asVectorModel());
  }
}
