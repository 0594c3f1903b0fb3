package io.millrace.knowledge.lucene;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.Attachment;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentStatus;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.IndexNodeHash;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.KnowledgeStoreProvider;
import io.millrace.knowledge.MetadataFilter;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.NewVersion.NewChild;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneKnowledgeStoreTest {
  private static final SearchScope ALL = new SearchScope("kb", null);

  /** One more than are left as they are. */
  private static final int PARTS = 12;

  private final Path directory;
  private KnowledgeStore store;

  LuceneKnowledgeStoreTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() {
    store = new LuceneKnowledgeStoreProvider().open(directory);
    store.create(Bases.economy("kb"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = new LuceneKnowledgeStoreProvider().open(directory);
  }

  @Test
  void theProviderIsFoundByItsId() {
    assertThat(ServiceLoader.load(KnowledgeStoreProvider.class))
        .extracting(KnowledgeStoreProvider::id)
        .contains("lucene");
  }

  @Test
  void aKnowledgeBaseIsReadBackAsItWasWritten() {
    KnowledgeBase rich = Bases.rich("rich");
    store.create(rich);
    reopen();

    assertThat(store.find("rich")).contains(rich);
    assertThat(store.findByName(rich.name())).contains(rich);
    assertThat(store.list()).extracting(KnowledgeBase::id).containsExactly("kb", "rich");
    assertThat(store.find("other")).isEmpty();
  }

  @Test
  void idsAndNamesAreUnique() {
    KnowledgeBase other = Bases.economy("other");
    store.create(other);

    assertThatThrownBy(() -> store.create(Bases.economy("kb")))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("kb");
    assertThatThrownBy(() -> store.create(Bases.named("third", other.name())))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining(other.name());
    assertThatThrownBy(() -> store.update(Bases.named("kb", other.name())))
        .isInstanceOf(KnowledgeException.class);
    assertThatThrownBy(() -> store.update(Bases.economy("unknown")))
        .isInstanceOf(KnowledgeException.class);
    assertThatThrownBy(() -> store.create(Bases.economy("../kb")))
        .isInstanceOf(KnowledgeException.class);
  }

  @Test
  void aDeletedKnowledgeBaseIsGoneWithEverythingInIt() {
    complete("a", "alpha");

    assertThat(store.delete("kb")).isTrue();
    assertThat(store.delete("kb")).isFalse();
    store.create(Bases.economy("kb"));

    assertThat(store.documents("kb", PageRequest.of(1, 10)).total()).isZero();
    reopen();
    assertThat(store.matching(ALL, "alpha", 10)).isEmpty();
  }

  @Test
  void registrationsGetPositionsInOrderAndWait() {
    List<Document> documents =
        store.register("kb", List.of(Bases.registration("a"), Bases.registration("b")));

    assertThat(documents).extracting(Document::position).containsExactly(1, 2);
    assertThat(documents).allMatch(document -> document.status() == DocumentStatus.WAITING);
    assertThat(register("c").position()).isEqualTo(3);
    assertThat(store.document("kb", documents.get(0).id())).contains(documents.get(0));
  }

  @Test
  void oneIdentityIsOneDocument() {
    Document first = complete("a", "alpha");
    List<Document> again =
        store.register("kb", List.of(Bases.registration("b"), Bases.registration("a")));
    Document second = again.get(1);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.position()).isEqualTo(1);
    assertThat(second.status()).isEqualTo(DocumentStatus.WAITING);
    assertThat(again.get(0).position()).isEqualTo(2);
    assertThat(contents("alpha")).containsExactly("alpha");
    reopen();
    assertThat(register("a").id()).isEqualTo(first.id());
  }

  @Test
  void oneIdentityTwiceInOneCallIsOneDocument() {
    List<Document> documents =
        store.register("kb", List.of(Bases.registration("a"), Bases.registration("a")));

    assertThat(documents.get(0).id()).isEqualTo(documents.get(1).id());
    assertThat(store.documents("kb", PageRequest.of(1, 10)).total()).isEqualTo(1);
  }

  @Test
  void aPositionIsTheLastPlusOneAlsoAfterADeletion() {
    register("a");
    Document second = register("b");
    store.deleteDocument("kb", second.id());

    assertThat(register("c").position()).isEqualTo(2);
    store.deleteDocument("kb", store.documents("kb", PageRequest.of(1, 10)).items().get(0).id());
    assertThat(register("d").position()).isEqualTo(3);
  }

  @Test
  void aCommittedVersionIsSearchableAndCounted() {
    Document document = complete("a", "first 𠀀", "second");

    assertThat(document.status()).isEqualTo(DocumentStatus.COMPLETED);
    assertThat(document.wordCount()).isEqualTo(7 + 6);
    assertThat(document.segmentCount()).isEqualTo(2);
    assertThat(document.completedAt()).isNotNull();
    assertThat(document.indexingLatency()).isEqualTo(Duration.ofMillis(12));
    Page<Segment> segments = segments(document.id());
    assertThat(segments.items()).extracting(Segment::position).containsExactly(1, 2);
    Segment first = segments.items().get(0);
    assertThat(first.content()).isEqualTo("first 𠀀");
    assertThat(first.wordCount()).isEqualTo(7);
    assertThat(first.indexNodeHash()).isEqualTo(IndexNodeHash.of("first 𠀀"));
    assertThat(first.keywords()).contains("first");
    assertThat(first.documentId()).isEqualTo(document.id());
    assertThat(contents("second")).containsExactly("second");
  }

  @Test
  void aNewVersionTakesThePlaceOfTheOld() {
    Document document = complete("a", "old one", "old two", "old three");
    complete("a", "new one");
    reopen();

    assertThat(contents("old")).isEmpty();
    assertThat(contents("new")).containsExactly("new one");
    assertThat(segments(document.id()).total()).isEqualTo(1);
    assertThat(store.documents("kb", PageRequest.of(1, 10)).total()).isEqualTo(1);
  }

  @Test
  void aFailedRunKeepsTheOldVersion() {
    Document document = complete("a", "alpha");
    register("a");
    Document failed = store.fail("kb", document.id(), "no paper");

    assertThat(failed.status()).isEqualTo(DocumentStatus.COMPLETED);
    assertThat(failed.error()).isEqualTo("no paper");
    reopen();
    assertThat(contents("alpha")).containsExactly("alpha");
    assertThat(store.document("kb", document.id())).contains(failed);
  }

  @Test
  void aDocumentThatNeverSucceededIsInErrorUntilItRunsAgain() {
    Document document = register("a");

    assertThat(store.fail("kb", document.id(), "broken").status()).isEqualTo(DocumentStatus.ERROR);
    assertThat(register("a").status()).isEqualTo(DocumentStatus.WAITING);
  }

  @Test
  void whatIsUnknownIsRefusedByName() {
    assertThatThrownBy(() -> store.commit("kb", Bases.version("nobody", "x")))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("nobody");
    assertThatThrownBy(() -> store.register("nowhere", List.of(Bases.registration("a"))))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("nowhere");
    assertThat(store.document("nowhere", "x")).isEmpty();
    assertThat(store.document("kb", "x")).isEmpty();
    assertThat(store.deleteDocument("kb", "x")).isFalse();
    assertThat(segments("x").items()).isEmpty();
  }

  @Test
  void switchedOffAndArchivedDocumentsAreNotFound() {
    Document a = complete("a", "alpha one");
    Document b = complete("b", "alpha two");
    store.setState("kb", a.id(), false, false);

    assertThat(contents("alpha")).containsExactly("alpha two");
    assertThat(store.carrying(ALL, Set.of("alpha"), 10)).hasSize(1);
    store.setState("kb", b.id(), true, true);
    reopen();
    assertThat(contents("alpha")).isEmpty();
    store.setState("kb", a.id(), true, false);
    assertThat(contents("alpha")).containsExactly("alpha one");
  }

  @Test
  void aDeletedDocumentTakesItsSegmentsAlong() {
    Document a = complete("a", "alpha one");
    complete("b", "alpha two");

    assertThat(store.deleteDocument("kb", a.id())).isTrue();
    assertThat(contents("alpha")).containsExactly("alpha two");
    assertThat(store.document("kb", a.id())).isEmpty();
    assertThat(segments(a.id()).total()).isZero();
    assertThat(register("a").id()).isNotEqualTo(a.id());
  }

  @Test
  void documentsAreListedByPageNameBatchAndStatus() {
    for (int i = 1; i <= 25; i++) {
      register("file" + i);
    }
    complete("file7", "x");

    Page<Document> last = store.documents("kb", PageRequest.of(3, 10));
    assertThat(last.total()).isEqualTo(25);
    assertThat(last.items()).extracting(Document::position).containsExactly(21, 22, 23, 24, 25);
    assertThat(store.documents("kb", PageRequest.of(9, 10)).items()).isEmpty();
    assertThat(store.documents("kb", new PageRequest(1, 50, "FILE1", null, null)).total())
        .isEqualTo(11);
    assertThat(store.documents("kb", PageRequest.of(1, 9).withStatus(DocumentStatus.COMPLETED)))
        .satisfies(page -> assertThat(page.items()).hasSize(1));
    assertThat(store.documents("kb", PageRequest.of(1, 9).inBatch("none")).total()).isZero();
    assertThat(store.documents("kb", PageRequest.of(1, 9).inBatch("20260102030405100000")).total())
        .isEqualTo(25);
  }

  @Test
  void segmentsAreListedByPageAndContent() {
    String[] contents = new String[23];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = "Part " + i;
    }
    Document document = complete("a", contents);

    assertThat(store.segments("kb", document.id(), PageRequest.of(3, 10)).items())
        .extracting(Segment::position)
        .containsExactly(21, 22, 23);
    Page<Segment> found =
        store.segments("kb", document.id(), new PageRequest(2, 4, "part 1", null, null));
    assertThat(found.total()).isEqualTo(11);
    assertThat(found.items())
        .extracting(Segment::content)
        .containsExactly("Part 13", "Part 14", "Part 15", "Part 16");
  }

  @Test
  void hitsAreCountedAtOnceAndKept() {
    Document document = complete("a", "alpha");
    String id = segments(document.id()).items().get(0).id();
    store.countHits("kb", List.of(id));
    store.countHits("kb", List.of(id, id));

    assertThat(segments(document.id()).items().get(0).hitCount()).isEqualTo(3);
    reopen();
    store.countHits("kb", List.of(id));
    assertThat(segments(document.id()).items().get(0).hitCount()).isEqualTo(4);
  }

  @Test
  void manyCountedHitsAreWrittenWhileTheStoreIsOpen() {
    List<String> ids = new ArrayList<>();
    String[] contents = new String[1_200];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = "x" + i;
    }
    Document document = complete("a", contents);
    for (int page = 1; page <= 2; page++) {
      store
          .segments("kb", document.id(), PageRequest.of(page, 1_000))
          .items()
          .forEach(segment -> ids.add(segment.id()));
    }
    store.countHits("kb", ids);
    store.countHits("kb", ids);
    reopen();

    assertThat(store.segments("kb", document.id(), PageRequest.of(1, 1_000)).items())
        .hasSize(1_000)
        .allMatch(segment -> segment.hitCount() == 2);
  }

  @Test
  void childrenAreFoundWithTheirParents() {
    store.create(Bases.highQuality("tree", ChunkStructure.HIERARCHICAL_MODEL));
    Document document = store.register("tree", List.of(Bases.registration("a"))).get(0);
    store.commit(
        "tree",
        new NewVersion(
            document.id(),
            ImmutableList.of(
                parent("garden", "red roses", "green grass"), parent("sea", "blue waves")),
            Duration.ZERO));

    Hit hit =
        store.nearest(new SearchScope("tree", null), HashedWords.vector("green grass"), 5).get(0);
    assertThat(hit.segment().content()).isEqualTo("garden");
    ChildChunk child = requireNonNull(hit.child());
    assertThat(child.content()).isEqualTo("green grass");
    assertThat(hit.score()).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
    assertThat(store.matching(new SearchScope("tree", null), "waves", 5))
        .singleElement()
        .satisfies(found -> assertThat(found.segment().content()).isEqualTo("sea"));
    assertThat(store.childChunks("tree", hit.segment().id(), PageRequest.of(1, 10)).items())
        .extracting(ChildChunk::position, ChildChunk::content)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "red roses"),
            org.assertj.core.groups.Tuple.tuple(2, "green grass"));
    assertThat(
            store.similarities("tree", HashedWords.vector("green grass"), Set.of(child.id(), "x")))
        .containsOnlyKeys(child.id());
  }

  private static NewSegment parent(String content, String... children) {
    ImmutableList.Builder<NewChild> list = ImmutableList.builder();
    for (String child : children) {
      list.add(new NewChild(child, HashedWords.vector(child)));
    }
    return new NewSegment(content, null, 1, ImmutableList.of(), null, list.build());
  }

  @Test
  void aSegmentKeepsItsAttachmentsAlsoWhenTheStoreIsOpenedAgain() {
    Attachment image = new Attachment("u1", "mill \"1\".png", 12, "png", "image/png", null);
    Attachment link = new Attachment("u2", "", -1, "", "", "https://example.org/面粉");
    Document document = store.register("kb", List.of(Bases.registration("a"))).get(0);
    store.commit(
        "kb",
        new NewVersion(
            document.id(),
            ImmutableList.of(
                new NewSegment(
                    "mill",
                    null,
                    0,
                    ImmutableList.of("mill"),
                    null,
                    ImmutableList.of(),
                    ImmutableList.of(image, link)),
                Bases.segment("none", null)),
            Duration.ZERO));
    store.close();
    store = new LuceneKnowledgeStoreProvider().open(directory);

    assertThat(store.segments("kb", document.id(), PageRequest.of(1, 10)).items())
        .extracting(Segment::attachments)
        .containsExactly(ImmutableList.of(image, link), ImmutableList.of());
  }

  @Test
  void aVectorOfTheWrongLengthIsRefusedAndNothingChanges() {
    store.create(Bases.highQuality("hq", ChunkStructure.TEXT_MODEL));
    Document document = store.register("hq", List.of(Bases.registration("a"))).get(0);
    NewVersion wrong =
        new NewVersion(
            document.id(), ImmutableList.of(Bases.segment("x", new float[] {1, 2})), Duration.ZERO);

    assertThatThrownBy(() -> store.commit("hq", wrong))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("length 2")
        .hasMessageContaining("length 2048");
    assertThatThrownBy(() -> store.nearest(new SearchScope("hq", null), new float[] {1}, 1))
        .isInstanceOf(KnowledgeException.class);
    assertThat(store.document("hq", document.id())).contains(document);
  }

  @Test
  void aMetadataFilterChoosesDocuments() {
    for (int year = 2020; year < 2026; year++) {
      Document document =
          store
              .register("kb", List.of(Bases.registration("y" + year, Map.of("year", year))))
              .get(0);
      store.commit("kb", Bases.version(document.id(), "report of " + year));
    }
    MetadataFilter filter =
        new MetadataFilter(
            true, ImmutableList.of(new MetadataFilter.Condition("year", "≥", 2024L)));

    assertThat(store.matching(new SearchScope("kb", filter), "report", 10))
        .extracting(hit -> hit.segment().content())
        .containsExactlyInAnyOrder("report of 2024", "report of 2025");
  }

  @Test
  void aStoreIsOpenInOnePlaceOnly() {
    assertThatThrownBy(() -> new LuceneKnowledgeStoreProvider().open(directory))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("in use");
  }

  @Test
  void anotherFormatOrAnotherKindOfDirectoryIsRefused() throws IOException {
    store.close();
    Files.writeString(directory.resolve("format"), "millrace-knowledge-lucene 2\n");
    assertThatThrownBy(() -> new LuceneKnowledgeStoreProvider().open(directory))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("newer");
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.writeString(foreign.resolve("letter.txt"), "hello");
    assertThatThrownBy(() -> new LuceneKnowledgeStoreProvider().open(foreign))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("not a knowledge store");
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();
    store.close();

    assertThatThrownBy(() -> store.list())
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aDiskThatFailsLeavesTheLastCommitAndTheStoreRecovers() throws IOException {
    Document document = complete("a", "alpha");
    Path index = directory.resolve("bases/kb/index");
    Path away = directory.resolve("bases/kb/away");
    Files.move(index, away);
    Files.writeString(index, "not a directory");

    assertThatThrownBy(() -> store.commit("kb", Bases.version(document.id(), "beta")))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining(index.toString());
    Files.delete(index);
    Files.move(away, index);

    assertThat(contents("alpha")).containsExactly("alpha");
    store.commit("kb", Bases.version(document.id(), "beta"));
    assertThat(contents("alpha")).isEmpty();
    assertThat(contents("beta")).containsExactly("beta");
  }

  @Test
  void anInterruptedCallerHarmsNobody() {
    Document document = register("a");
    Thread.currentThread().interrupt();
    store.commit("kb", Bases.version(document.id(), "alpha"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(contents("alpha")).containsExactly("alpha");
    complete("b", "beta");
  }

  private Document register(String identity) {
    return store.register("kb", List.of(Bases.registration(identity))).get(0);
  }

  private Document complete(String identity, String... contents) {
    return store.commit("kb", Bases.version(register(identity).id(), contents));
  }

  private List<String> contents(String query) {
    return store.matching(ALL, query, 100).stream().map(hit -> hit.segment().content()).toList();
  }

  private Page<Segment> segments(String documentId) {
    return store.segments("kb", documentId, PageRequest.of(1, 100));
  }

  @Test
  void whatAMergeMadeReplacesItsPartsThoughNothingMoreIsWritten() {
    List<Document> documents =
        store.register(
            "kb",
            IntStream.rangeClosed(1, PARTS)
                .mapToObj(i -> Bases.registration("part " + i))
                .toList());
    documents.forEach(one -> store.commit("kb", Bases.version(one.id(), one.name())));

    Awaitility.await().untilAsserted(() -> assertThat(partsOnDisk()).isLessThan(PARTS));
    assertThat(store.documents("kb", PageRequest.of(1, 20)).items()).hasSize(PARTS);
  }

  private int partsOnDisk() throws IOException {
    try (Directory index = FSDirectory.open(directory.resolve("bases/kb/index"))) {
      return SegmentInfos.readLatestCommit(index).size();
    }
  }
}
