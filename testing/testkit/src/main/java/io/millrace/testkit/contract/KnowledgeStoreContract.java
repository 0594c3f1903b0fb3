package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Attachment;
import io.millrace.knowledge.ChildChunk;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";
  private static final String UNKNOWN = "99999999-9999-4999-8999-999999999999";
  private static final SearchScope SCOPE = new SearchScope(BASE, null);
  private static final SearchScope CHILDREN = new SearchScope(OTHER, null);
  private static final float[] NORTH = {0, 1};
  private static final float[] EAST = {1, 0};
  private static final float[] SOUTH = {0, -1};

  private KnowledgeStore store = new InMemoryKnowledgeStore();

  /** Returns an empty store; closed after each test. */
  protected abstract KnowledgeStore emptyStore() throws Exception;

  /**
   * Returns the store of {@link #emptyStore}, which was closed meanwhile, opened anew; none for one
   * that is in memory.
   */
  protected Optional<KnowledgeStore> reopened() throws Exception {
    return Optional.empty();
  }

  /** Returns whether the store tells similarities of what it has stored; true unless overridden. */
  protected boolean supportsSimilarities() {
    return true;
  }

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
    KnowledgeBase other = base(OTHER, "Mill");

    assertThatThrownBy(() -> store.create(other)).isInstanceOf(KnowledgeException.class);
  }

  @Test
  protected void settingsAreReplacedUnlessTheNameIsTaken() {
    store.create(base(OTHER, "Bakery"));

    store.update(base(BASE, "Water mill").withAttributes(Map.of("owner", "miller")));

    assertThat(store.findByName("Mill")).isEmpty();
    assertThat(store.findByName("Water mill"))
        .map(KnowledgeBase::attributes)
        .contains(Map.of("owner", "miller"));
    assertThatThrownBy(() -> store.update(base(BASE, "Bakery")))
        .isInstanceOf(KnowledgeException.class);
    assertThatThrownBy(() -> store.update(base(UNKNOWN, "Barn")))
        .isInstanceOf(KnowledgeException.class);
    assertThat(store.list())
        .extracting(KnowledgeBase::name)
        .containsExactly("Water mill", "Bakery");
  }

  @Test
  protected void knowledgeBasesAreApart() {
    store.create(base(OTHER, "Bakery"));
    Document here = register("a");
    commit(here, segment("word", NORTH, "word"));
    SearchScope there = new SearchScope(OTHER, null);

    assertThat(store.documents(OTHER, PageRequest.of(1, 10)).items()).isEmpty();
    assertThat(store.document(OTHER, here.id())).isEmpty();
    assertThat(store.matching(there, "word", 10)).isEmpty();
    assertThat(store.nearest(there, NORTH, 10)).isEmpty();
    assertThat(store.carrying(there, Set.of("word"), 10)).isEmpty();
    assertThat(store.deleteDocument(OTHER, here.id())).isFalse();
    assertThat(store.delete(OTHER)).isTrue();
    assertThat(store.matching(SCOPE, "word", 10)).hasSize(1);
  }

  @Test
  protected void aKnowledgeBaseThatIsMadeAnewIsEmpty() {
    commit(register("a"), segment("word", NORTH, "word"));
    assertThat(store.delete(BASE)).isTrue();

    store.create(base(BASE, "Mill"));

    assertThat(store.documents(BASE, PageRequest.of(1, 10)).total()).isZero();
    assertThat(store.matching(SCOPE, "word", 10)).isEmpty();
    assertThat(store.nearest(SCOPE, NORTH, 10)).isEmpty();
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
    assertThat(again.status()).isEqualTo(DocumentStatus.WAITING);
    assertThat(texts(first)).containsExactly("old");
    assertThat(store.matching(SCOPE, "old", 10)).hasSize(1);
  }

  @Test
  protected void anIdentityThatComesAgainBringsItsNameItsRunAndItsMetadata() {
    Document first = register("a", Map.of("colour", "red", "year", 1L));

    Document again =
        store
            .register(
                BASE,
                List.of(
                    new DocumentRegistration(
                        new DocumentSource(
                            "local_file", first.source().identity(), Map.of("size", "2")),
                        "b",
                        "b2",
                        Map.of("colour", "blue"))))
            .get(0);

    assertThat(again.name()).isEqualTo("b");
    assertThat(again.batch()).isEqualTo("b2");
    assertThat(again.source().info()).isEqualTo(Map.of("size", "2"));
    assertThat(again.metadata()).containsEntry("colour", "blue");
    assertThat(again.metadata().get("year")).hasToString("1");
    assertThat(store.document(BASE, first.id())).contains(again);
  }

  @Test
  protected void aPositionIsGivenOnce() {
    Document first = register("a");
    Document second = register("b");
    assertThat(store.deleteDocument(BASE, first.id())).isTrue();

    assertThat(register("c").position()).isGreaterThan(second.position());
  }

  @Test
  protected void whatIsAskedOfAnUnknownDocumentIsRefused() {
    assertThatThrownBy(
            () ->
                store.commit(
                    BASE, new NewVersion(UNKNOWN, ImmutableList.of(), Duration.ofMillis(5))))
        .isInstanceOf(KnowledgeException.class);
    assertThatThrownBy(() -> store.edit(BASE, UNKNOWN, DocumentEdit.name("x")))
        .isInstanceOf(KnowledgeException.class);
    assertThatThrownBy(
            () ->
                store.editSegments(
                    BASE, UNKNOWN, List.of(new SegmentEdit.Add("s", segment("x", NORTH)))))
        .isInstanceOf(KnowledgeException.class);
    assertThat(store.document(BASE, UNKNOWN)).isEmpty();
    assertThat(store.segment(BASE, UNKNOWN)).isEmpty();
    assertThat(store.childChunk(BASE, UNKNOWN)).isEmpty();
    assertThat(store.documents(BASE, PageRequest.of(1, 10)).items()).isEmpty();
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
  protected void aSearchGivesTheBestAndNoMoreThanItIsAskedFor() {
    Document document = register("a");
    commit(
        document,
        segment("river", NORTH, "river"),
        segment("river and mill", new float[] {0.6f, 0.8f}, "river", "mill"),
        segment("wheel", EAST, "wheel"));

    assertThat(contents(store.nearest(SCOPE, NORTH, 1))).containsExactly("river");
    assertThat(contents(store.nearest(SCOPE, NORTH, 2))).containsExactly("river", "river and mill");
    assertThat(contents(store.matching(SCOPE, "river mill", 1))).containsExactly("river and mill");
    assertThat(contents(store.matching(SCOPE, "river mill", 10)))
        .containsExactly("river and mill", "river");
    assertThat(contents(store.carrying(SCOPE, Set.of("river", "mill"), 1)))
        .containsExactly("river and mill");
  }

  @Test
  protected void aQuestionIsAPlainTextAndNoSyntax() {
    commit(register("a"), segment("When the river floods, close the sluice.", NORTH));

    for (String query :
        List.of(
            "sluice:",
            "\"sluice",
            "(sluice",
            "sluice)",
            "sluice*",
            "sluice~",
            "sluice AND NOT",
            "[sluice TO",
            "sluice^",
            "sluice \\",
            "NOT sluice",
            "-sluice",
            "/sluice",
            "{sluice")) {
      assertThat(store.matching(SCOPE, query, 10)).as("what '%s' finds", query).hasSize(1);
    }
    assertThat(store.matching(SCOPE, "*", 10)).isEmpty();
    assertThat(store.matching(SCOPE, "", 10)).isEmpty();
  }

  @Test
  protected void childChunksAreSearchedWhereThereAreSome() {
    Document document = family();
    Segment river = segmentOf(document, "The river.");

    Hit nearest = store.nearest(CHILDREN, EAST, 1).get(0);
    Hit matching = store.matching(CHILDREN, "sluice", 1).get(0);

    assertThat(nearest.segment().id()).isEqualTo(river.id());
    assertThat(childOf(nearest).content()).isEqualTo("It floods in spring.");
    assertThat(childOf(matching).content()).isEqualTo("Close the sluice.");
    assertThat(store.childChunk(OTHER, childOf(matching).id())).contains(childOf(matching));
    assertThat(store.childChunks(OTHER, river.id(), PageRequest.of(1, 10)).items())
        .extracting(ChildChunk::content)
        .containsExactly("Close the sluice.", "It floods in spring.");
    assertThat(store.childChunks(OTHER, river.id(), PageRequest.of(2, 1)).items())
        .extracting(ChildChunk::position)
        .containsExactly(2);
  }

  @Test
  protected void childChunksAreAddedChangedAndRemoved() {
    Document document = family();
    String river = segmentOf(document, "The river.").id();
    String id = "55555555-5555-4555-8555-555555555555";

    editFamily(
        document, new SegmentEdit.AddChild(id, river, new NewVersion.NewChild("Ice.", SOUTH)));
    assertThat(childOf(store.nearest(CHILDREN, SOUTH, 1).get(0)).content()).isEqualTo("Ice.");
    editFamily(document, new SegmentEdit.ReplaceChild(id, new NewVersion.NewChild("Thaw.", SOUTH)));
    assertThat(childOf(store.nearest(CHILDREN, SOUTH, 1).get(0)).content()).isEqualTo("Thaw.");
    assertThat(store.matching(CHILDREN, "ice", 10)).isEmpty();
    editFamily(document, new SegmentEdit.RemoveChild(id));
    assertThat(store.childChunk(OTHER, id)).isEmpty();
    assertThat(store.matching(CHILDREN, "thaw", 10)).isEmpty();
    assertThatThrownBy(() -> editFamily(document, new SegmentEdit.RemoveChild(id)))
        .isInstanceOf(KnowledgeException.class);
  }

  @Test
  protected void similaritiesAreToldOfWhatIsStored() {
    assumeTrue(supportsSimilarities(), "the store says that it tells no similarities");
    Document document = register("a");
    commit(document, segment("north", NORTH), segment("east", EAST), segment("nowhere", null));
    List<String> ids =
        store.segments(BASE, document.id(), PageRequest.of(1, 10)).items().stream()
            .map(Segment::id)
            .toList();
    Set<String> asked = new HashSet<>(ids);
    asked.add(UNKNOWN);

    Map<String, Double> told = store.similarities(BASE, new float[] {0, 3}, asked);

    assertThat(told).containsOnlyKeys(ids.get(0), ids.get(1));
    assertThat(told.get(ids.get(0))).isCloseTo(1, within(0.01));
    assertThat(told.get(ids.get(1))).isCloseTo(0, within(0.01));
  }

  @Test
  protected void vectorsOfAnotherLengthAreRefused() {
    Document document = register("a");
    float[] long3 = {1, 2, 3};

    assertThatThrownBy(() -> commit(document, segment("x", long3)))
        .isInstanceOf(KnowledgeException.class);
    assertThat(texts(document)).isEmpty();
    commit(document, segment("north", NORTH));
    assertThatThrownBy(() -> edit(document, new SegmentEdit.Add(UNKNOWN, segment("x", long3))))
        .isInstanceOf(KnowledgeException.class);
    assertThat(texts(document)).containsExactly("north");
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

  @Test
  protected void documentsAreListedByRunStatusAndWhatTheirNameContains() {
    Document first = register("Mill rules");
    register("Bakery");
    store.fail(BASE, first.id(), "broken");
    PageRequest all = PageRequest.of(1, 10);

    assertThat(store.documents(BASE, all.withStatus(DocumentStatus.ERROR)).items())
        .extracting(Document::id)
        .containsExactly(first.id());
    assertThat(store.documents(BASE, all.containing("RULES")).items())
        .extracting(Document::id)
        .containsExactly(first.id());
    assertThat(store.documents(BASE, all.inBatch("b1")).total()).isEqualTo(2);
    assertThat(store.documents(BASE, all.inBatch("b2")).total()).isZero();
  }

  @Test
  protected void aDocumentKnowsHowMuchIsInIt() {
    Document done = commit(register("a"), segment("One.", NORTH), segment("水车", EAST));

    assertThat(done.segmentCount()).isEqualTo(2);
    assertThat(done.wordCount()).isEqualTo(6);
    assertThat(done.tokens()).isEqualTo(2);
    assertThat(done.completedAt()).isNotNull();
    assertThat(store.document(BASE, done.id())).contains(done);
    assertThat(store.segments(BASE, done.id(), PageRequest.of(2, 1)).items())
        .extracting(Segment::content)
        .containsExactly("水车");
    assertThat(store.segments(BASE, done.id(), PageRequest.of(1, 1)).total()).isEqualTo(2);
  }

  @Test
  protected void hitsAreCounted() {
    Document document = register("a");
    commit(document, segment("word", NORTH));
    String id = segmentOf(BASE, document, "word").id();

    store.countHits(BASE, List.of(id));
    store.countHits(BASE, List.of(id));

    assertThat(store.segment(BASE, id)).map(Segment::hitCount).contains(2L);
  }

  @Test
  protected void everythingIsThereAfterTheStoreWasOpenedAnew() throws Exception {
    Document whole = register("a", Map.of("colour", "red"));
    commit(whole, segment("word", NORTH, "word"));
    Document waiting = register("b");
    store.close();
    Optional<KnowledgeStore> again = reopened();
    assumeTrue(again.isPresent(), "the store is in memory");

    store = again.orElseThrow();

    assertThat(store.findByName("Mill")).map(KnowledgeBase::id).contains(BASE);
    assertThat(store.document(BASE, whole.id()))
        .map(Document::status)
        .contains(DocumentStatus.COMPLETED);
    assertThat(store.document(BASE, waiting.id())).contains(waiting);
    assertThat(store.matching(SCOPE, "word", 10)).hasSize(1);
    assertThat(store.nearest(SCOPE, NORTH, 10)).hasSize(1);
    assertThat(store.carrying(SCOPE, Set.of("word"), 10)).hasSize(1);
    assertThat(register("c").position()).isGreaterThan(waiting.position());
  }

  @Test
  protected void aSummaryIsFoundInPlaceOfItsSegmentUntilTheSegmentIsReplaced() {
    Document document = register("a");
    commit(document, withSummary("the mill grinds rye", "flour", NORTH), segment("bread", EAST));
    Segment summed = store.segments(BASE, document.id(), PageRequest.of(1, 1)).items().get(0);

    assertThat(summed.summary()).isEqualTo("flour");
    assertThat(store.nearest(SCOPE, NORTH, 1))
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.ofSummary()).isTrue();
              assertThat(hit.text()).isEqualTo("flour");
              assertThat(hit.segment().id()).isEqualTo(summed.id());
            });
    assertThat(store.matching(SCOPE, "flour", 5)).extracting(Hit::ofSummary).contains(true);
    assertThat(store.similarities(BASE, NORTH, Set.of(Hit.summaryId(summed.id()))))
        .hasEntrySatisfying(
            Hit.summaryId(summed.id()), score -> assertThat(score).isCloseTo(1, within(1e-6)));
    assertThat(store.segments(BASE, document.id(), PageRequest.of(1, 10)).total()).isEqualTo(2);
    assertThat(store.childChunk(BASE, Hit.summaryId(summed.id()))).isEmpty();

    edit(document, new SegmentEdit.Enable(summed.id(), false));
    assertThat(store.matching(SCOPE, "flour", 5)).isEmpty();
    edit(document, new SegmentEdit.Enable(summed.id(), true));
    assertThat(store.matching(SCOPE, "flour", 5)).hasSize(1);
    edit(document, new SegmentEdit.Replace(summed.id(), segment("rye", EAST), false));
    assertThat(store.matching(SCOPE, "flour", 5)).isEmpty();
    assertThat(store.segment(BASE, summed.id()).orElseThrow().summary()).isNull();
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
  protected void keywordsAreWordsThatMatter() {
    assertThat(store.keywords("The river and the mill are at the river", 0))
        .startsWith("river")
        .contains("mill")
        .doesNotContain("the", "and", "are", "at");
  }

  @Test
  protected void manyThreadsMayRegisterAtOnce() throws Exception {
    Threads.together(
        () -> store.register(BASE, List.of(document(Thread.currentThread().getName()))));

    assertThat(store.documents(BASE, PageRequest.of(1, 100)).items())
        .extracting(Document::position)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  protected void manyThreadsMayCommitAndSearchAtOnce() throws Exception {
    List<List<Hit>> found =
        Threads.together(
            () -> {
              String own = Thread.currentThread().getName().replaceAll("\\W", "");
              commit(register(own), segment(own, NORTH));
              return store.matching(SCOPE, own, 10);
            });

    assertThat(found).allSatisfy(hits -> assertThat(hits).hasSize(1));
    assertThat(store.nearest(SCOPE, NORTH, 100)).hasSameSizeAs(found);
  }

  /** Makes a document whose one segment has two child chunks, in a base of its own. */
  private Document family() {
    store.create(base(OTHER, "Rules", ChunkStructure.HIERARCHICAL_MODEL));
    Document document = store.register(OTHER, List.of(document("a"))).get(0);
    NewVersion.NewSegment river =
        new NewVersion.NewSegment(
            "The river.",
            null,
            1,
            ImmutableList.of(),
            null,
            ImmutableList.of(
                new NewVersion.NewChild("Close the sluice.", NORTH),
                new NewVersion.NewChild("It floods in spring.", EAST)));
    return store.commit(
        OTHER, new NewVersion(document.id(), ImmutableList.of(river), Duration.ofMillis(5)));
  }

  private void editFamily(Document document, SegmentEdit edit) {
    var unused = store.editSegments(OTHER, document.id(), List.of(edit));
  }

  private Segment segmentOf(Document document, String text) {
    return segmentOf(OTHER, document, text);
  }

  private Segment segmentOf(String base, Document document, String text) {
    return store.segments(base, document.id(), PageRequest.of(1, 100)).items().stream()
        .filter(segment -> segment.content().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> contents(List<Hit> hits) {
    return hits.stream().map(hit -> hit.segment().content()).toList();
  }

  private static ChildChunk childOf(Hit hit) {
    return Objects.requireNonNull(hit.child(), "a hit where children are searched has one");
  }

  private static KnowledgeBase base(String id, String name) {
    return base(id, name, ChunkStructure.TEXT_MODEL);
  }

  private static KnowledgeBase base(String id, String name, ChunkStructure structure) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new KnowledgeBase(
        id,
        name,
        "",
        structure,
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

  private static NewVersion.NewSegment withSummary(String text, String summary, float[] vector) {
    return new NewVersion.NewSegment(
        text,
        null,
        1,
        ImmutableList.of(),
        EAST,
        ImmutableList.of(),
        ImmutableList.of(),
        new NewVersion.NewSummary(summary, vector));
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
