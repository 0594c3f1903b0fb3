package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Attachment;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentEdit;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.IndexingTechnique;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.Segment;
import io.millrace.knowledge.SegmentEdit;
import io.millrace.model.ModelId;
import io.millrace.testkit.fake.InMemoryKnowledgeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KnowledgeStore} must do. That a crash leaves whole documents cannot be shown
 * from here: test it with a process that is killed.
 *
 * @since 0.1
 */
public abstract class KnowledgeStoreContract {
  private static final String BASE = "11111111-1111-4111-8111-111111111111";
  private static final SearchScope SCOPE = new SearchScope(BASE, null);
  private static final float[] NORTH = {0, 1};
  private static final float[] EAST = {1, 0};

  private KnowledgeStore store = new InMemoryKnowledgeStore();

  /** Returns an empty store; closed after each test. */
  protected abstract KnowledgeStore emptyStore() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    store = emptyStore();
    store.create(base(BASE, "Mill"));
  }

  @AfterEach
  final void close() {
    store.close();
  }

  @Test
  protected void aKnowledgeBaseIsFoundByIdAndByName() {
    assertThat(store.find(BASE)).map(KnowledgeBase::name).contains("Mill");
    assertThat(store.findByName("Mill")).map(KnowledgeBase::id).contains(BASE);
    assertThat(store.list()).hasSize(1);
    assertThat(store.find("nowhere")).isEmpty();
  }

  @Test
  protected void aNameIsGivenOnce() {
    KnowledgeBase other = base("22222222-2222-4222-8222-222222222222", "Mill");

    assertThatThrownBy(() -> store.create(other)).isInstanceOf(KnowledgeException.class);
  }

  @Test
  protected void aDeletedKnowledgeBaseIsGone() {
    assertThat(store.delete(BASE)).isTrue();
    assertThat(store.delete(BASE)).isFalse();
    assertThat(store.find(BASE)).isEmpty();
  }

  @Test
  protected void documentsAreRegisteredInOrder() {
    List<Document> documents = store.register(BASE, List.of(document("a"), document("b")));

    assertThat(documents).extracting(Document::position).containsExactly(1, 2);
    assertThat(documents).allSatisfy(d -> assertThat(d.status()).isEqualTo(DocumentStatus.WAITING));
    assertThat(store.documents(BASE, PageRequest.of(1, 10)).items()).hasSize(2);
    assertThat(store.documents(BASE, PageRequest.of(2, 1)).items())
        .extracting(Document::name)
        .containsExactly("b");
  }

  @Test
  protected void anIdentityIsTheSameDocumentAgain() {
    Document first = register("a");
    commit(first, segment("old", NORTH));

    Document again = register("a");

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.position()).isEqualTo(first.position());
    assertThat(texts(first)).containsExactly("old");
  }

  @Test
  protected void aNewVersionTakesThePlaceOfTheOldOne() {
    Document document = register("a");
    commit(document, segment("old one", NORTH), segment("old two", NORTH));

    Document done = commit(document, segment("new", EAST));

    assertThat(done.status()).isEqualTo(DocumentStatus.COMPLETED);
    assertThat(done.segmentCount()).isEqualTo(1);
    assertThat(texts(document)).containsExactly("new");
    assertThat(store.matching(SCOPE, "old", 10)).isEmpty();
    assertThat(store.matching(SCOPE, "new", 10)).hasSize(1);
  }

  @Test
  protected void aFailureLeavesTheOldVersionSearchable() {
    Document document = register("a");
    commit(document, segment("old", NORTH));

    Document failed = store.fail(BASE, document.id(), "broken");

    assertThat(failed.status()).isEqualTo(DocumentStatus.COMPLETED);
    assertThat(failed.error()).isEqualTo("broken");
    assertThat(store.matching(SCOPE, "old", 10)).hasSize(1);
  }

  @Test
  protected void aFirstFailureIsAnError() {
    Document document = register("a");

    assertThat(store.fail(BASE, document.id(), "broken").status()).isEqualTo(DocumentStatus.ERROR);
  }

  @Test
  protected void theNearestVectorComesFirst() {
    Document document = register("a");
    commit(document, segment("north", NORTH), segment("east", EAST));

    List<Hit> hits = store.nearest(SCOPE, new float[] {0.1f, 0.9f}, 2);

    assertThat(hits).extracting(hit -> hit.segment().content()).startsWith("north");
    assertThat(hits.get(0).score()).isBetween(0.9, 1.0001);
  }

  @Test
  protected void vectorsOfAnotherLengthAreRefused() {
    KnowledgeBase base = store.find(BASE).orElseThrow();
    store.update(
        base.withVectorModel(new KnowledgeBase.VectorModel(new ModelId("test", "two"), 2)));
    Document document = register("a");

    assertThatThrownBy(() -> commit(document, segment("x", new float[] {1, 2, 3})))
        .isInstanceOf(KnowledgeException.class);
    assertThat(texts(document)).isEmpty();
  }

  @Test
  protected void mostKeywordsComeFirst() {
    Document document = register("a");
    commit(document, segment("one", null, "mill"), segment("two", null, "mill", "river"));

    assertThat(store.carrying(SCOPE, Set.of("mill", "river"), 10))
        .extracting(hit -> hit.segment().content())
        .containsExactly("two", "one");
  }

  @Test
  protected void aNumberIsFoundInTheTextOfASegmentThatHasItForNoKeyword() {
    Document document = register("a");
    commit(
        document,
        segment("Sack 1776 of rye", null, "sack", "rye"),
        segment("Sack 1777 of rye", null, "sack", "rye"));

    assertThat(store.carrying(SCOPE, Set.of("sack", "1777"), 10))
        .extracting(hit -> hit.segment().content())
        .containsExactly("Sack 1777 of rye", "Sack 1776 of rye");
    assertThat(store.carrying(SCOPE, Set.of("17"), 10)).isEmpty();
  }

  @Test
  protected void whatIsSwitchedOffOrArchivedIsNotFound() {
    Document document = register("a");
    commit(document, segment("word", NORTH));

    assertThat(store.setState(BASE, document.id(), false, false).enabled()).isFalse();
    assertThat(store.matching(SCOPE, "word", 10)).isEmpty();
    assertThat(store.setState(BASE, document.id(), true, true).archived()).isTrue();
    assertThat(store.nearest(SCOPE, NORTH, 10)).isEmpty();
    assertThat(store.setState(BASE, document.id(), true, false).enabled()).isTrue();
    assertThat(store.matching(SCOPE, "word", 10)).hasSize(1);
  }

  @Test
  protected void aFilterChoosesDocumentsByTheirMetadata() {
    Document red = register("red", Map.of("colour", "red"));
    Document blue = register("blue", Map.of("colour", "blue"));
    commit(red, segment("word", NORTH));
    commit(blue, segment("word", NORTH));
    MetadataFilter filter =
        new MetadataFilter(
            true, ImmutableList.of(new MetadataFilter.Condition("colour", "is", "blue")));

    assertThat(store.matching(new SearchScope(BASE, filter), "word", 10))
        .extracting(hit -> hit.document().id())
        .containsExactly(blue.id());
  }

  @Test
  protected void aDeletedDocumentIsGoneWithAllUnderIt() {
    Document document = register("a");
    commit(document, segment("word", NORTH));

    assertThat(store.deleteDocument(BASE, document.id())).isTrue();
    assertThat(store.deleteDocument(BASE, document.id())).isFalse();
    assertThat(store.document(BASE, document.id())).isEmpty();
    assertThat(store.matching(SCOPE, "word", 10)).isEmpty();
  }

  @Test
  protected void aSegmentIsAddedChangedSwitchedOffAndRemoved() {
    Document document = register("a");
    commit(document, segment("north", NORTH));
    String id = "33333333-3333-4333-8333-333333333333";

    Document grown = edit(document, new SegmentEdit.Add(id, segment("east", EAST)));

    assertThat(grown.segmentCount()).isEqualTo(2);
    assertThat(store.segment(BASE, id)).map(Segment::position).contains(2);
    assertThat(store.nearest(SCOPE, EAST, 1).get(0).segment().id()).isEqualTo(id);
    edit(document, new SegmentEdit.Replace(id, segment("far east", EAST), true));
    assertThat(texts(document)).containsExactly("north", "far east");
    edit(document, new SegmentEdit.Enable(id, false));
    assertThat(store.nearest(SCOPE, EAST, 5)).noneMatch(hit -> hit.segment().id().equals(id));
    assertThat(store.segment(BASE, id)).map(Segment::enabled).contains(false);
    edit(document, new SegmentEdit.Enable(id, true));
    assertThat(store.nearest(SCOPE, EAST, 1).get(0).segment().id()).isEqualTo(id);
    edit(document, new SegmentEdit.Remove(id));
    assertThat(texts(document)).containsExactly("north");
    assertThat(store.segment(BASE, id)).isEmpty();
  }

  @Test
  protected void aReplacedSegmentHasTheFilesOfTheNewOne() {
    Document document = register("a");
    commit(document, segment("north", NORTH));
    String id = "44444444-4444-4444-8444-444444444444";
    Attachment file = new Attachment("f", "map.png", 7, "png", "image/png", null);
    edit(document, new SegmentEdit.Add(id, withFiles("east", ImmutableList.of(file))));
    assertThat(store.segment(BASE, id)).map(Segment::attachments).contains(ImmutableList.of(file));

    edit(document, new SegmentEdit.Replace(id, withFiles("west", ImmutableList.of()), true));

    assertThat(store.segment(BASE, id)).map(Segment::attachments).contains(ImmutableList.of());
  }

  @Test
  protected void anEditOfSomethingUnknownChangesNothing() {
    Document document = register("a");
    commit(document, segment("north", NORTH));

    assertThatThrownBy(
            () ->
                store.editSegments(
                    BASE,
                    document.id(),
                    List.of(
                        new SegmentEdit.Add("new", segment("east", EAST)),
                        new SegmentEdit.Remove("unknown"))))
        .isInstanceOf(KnowledgeException.class);
    assertThat(texts(document)).containsExactly("north");
  }

  @Test
  protected void aDocumentIsRenamedAndGivenMetadata() {
    Document document = register("a");

    store.edit(BASE, document.id(), DocumentEdit.name("b"));
    store.edit(BASE, document.id(), DocumentEdit.metadata(Map.of("year", 2026L)));

    Document changed = store.document(BASE, document.id()).orElseThrow();
    assertThat(changed.name()).isEqualTo("b");
    assertThat(changed.metadata().get("year")).hasToString("2026");
  }

  @Test
  protected void documentsAreListedFromTheNewestAndByWhetherTheyAreActive() {
    Document first = register("a");
    register("b");
    store.setState(BASE, first.id(), false, false);

    assertThat(store.documents(BASE, PageRequest.of(1, 10).fromNewest()).items())
        .extracting(Document::name)
        .containsExactly("b", "a");
    assertThat(store.documents(BASE, PageRequest.of(1, 10).onlyActive(true)).items())
        .extracting(Document::name)
        .containsExactly("b");
    assertThat(store.documents(BASE, PageRequest.of(1, 10).onlyActive(false)).items())
        .extracting(Document::name)
        .containsExactly("a");
  }

  private Document edit(Document document, SegmentEdit edit) {
    return store.editSegments(BASE, document.id(), List.of(edit));
  }

  @Test
  protected void keywordsComeWithoutRepeats() {
    assertThat(store.keywords("river river mill", 0)).doesNotHaveDuplicates().contains("river");
    assertThat(store.keywords("river mill wheel", 1)).hasSize(1);
  }

  @Test
  protected void manyThreadsMayRegisterAtOnce() throws Exception {
    Threads.together(
        () -> store.register(BASE, List.of(document(Thread.currentThread().getName()))));

    assertThat(store.documents(BASE, PageRequest.of(1, 100)).items())
        .extracting(Document::position)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  private static KnowledgeBase base(String id, String name) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new KnowledgeBase(
        id,
        name,
        "",
        ChunkStructure.TEXT_MODEL,
        IndexingTechnique.HIGH_QUALITY,
        new ModelId("test", "two"),
        new KnowledgeBase.VectorModel(new ModelId("test", "two"), 2),
        10,
        RetrievalSettings.DEFAULT,
        now,
        now);
  }

  private Document register(String name) {
    return register(name, Map.of());
  }

  private Document register(String name, Map<String, Object> metadata) {
    return store.register(BASE, List.of(document(name, metadata))).get(0);
  }

  private static DocumentRegistration document(String name) {
    return document(name, Map.of());
  }

  private static DocumentRegistration document(String name, Map<String, Object> metadata) {
    return new DocumentRegistration(
        new DocumentSource("local_file", "local_file:" + name, Map.of()), name, "b1", metadata);
  }

  private Document commit(Document document, NewVersion.NewSegment... segments) {
    return store.commit(
        BASE, new NewVersion(document.id(), ImmutableList.copyOf(segments), Duration.ofMillis(5)));
  }

  private static NewVersion.NewSegment segment(
      String text, float @Nullable [] vector, String... keywords) {
    return new NewVersion.NewSegment(
        text,
        null,
        1,
        ImmutableList.copyOf(keywords),
        vector,
        ImmutableList.of(),
        ImmutableList.of());
  }

  private static NewVersion.NewSegment withFiles(String text, ImmutableList<Attachment> files) {
    NewVersion.NewSegment plain = segment(text, EAST);
    return new NewVersion.NewSegment(
        plain.content(),
        plain.answer(),
        plain.tokens(),
        plain.keywords(),
        plain.vector(),
        plain.children(),
        files);
  }

  private List<String> texts(Document document) {
    return store.segments(BASE, document.id(), PageRequest.of(1, 100)).items().stream()
        .map(Segment::content)
        .toList();
  }
}
