package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.DocumentRegistration;
import io.millrace.knowledge.DocumentSource;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.SegmentEdit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What stores and extractors can do wrong. */
final class StoreDefects {
  private static final PageRequest ALL = PageRequest.of(1, 100);

  private StoreDefects() {}

  static List<Defect<?>> all() {
    List<Defect<?>> all = new ArrayList<>();
    files(all);
    knowledge(all);
    extractors(all);
    return all;
  }

  private static void files(List<Defect<?>> all) {
    file(
        all,
        "aSavedFileIsFoundAndOpenedUnderItsReference",
        "save",
        (good, call) ->
            good.save(NewFile.upload("file", null), call.argument(1, InputStream.class)));
    FileRef[] first = new FileRef[1];
    file(
        all,
        "filesOfOneNameAreKeptApart",
        "save",
        (good, call) -> {
          if (first[0] == null) {
            first[0] = (FileRef) call.real();
          }
          return first[0];
        });
    file(
        all,
        "aFileThatCannotBeReadToItsEndIsAFailure",
        "save",
        (good, call) -> {
          try {
            return call.real();
          } catch (IOException e) {
            return good.save(call.argument(0, NewFile.class), InputStream.nullInputStream());
          }
        });
    file(
        all,
        "namesNeverBecomePaths",
        "save",
        (good, call) -> {
          FileRef saved = (FileRef) call.real();
          return FileRef.stored(
              "folder/" + saved.reference(), String.valueOf(saved.filename()), null, 1);
        });
    file(
        all,
        "theStreamThatIsHandedInStaysOpen",
        "save",
        (good, call) -> {
          try (InputStream content = call.argument(1, InputStream.class)) {
            return good.save(call.argument(0, NewFile.class), content);
          }
        });
    file(all, "anUnknownReferenceIsNotFound", "delete", Defect.always(true));
    file(all, "aDeletedFileIsGone", "delete", Defect.always(true));
    file(
        all,
        "everyByteIsKeptAsItIs",
        "save",
        (good, call) -> {
          byte[] content = call.argument(1, InputStream.class).readAllBytes();
          return good.save(
              call.argument(0, NewFile.class),
              new ByteArrayInputStream(new String(content, UTF_8).getBytes(UTF_8)));
        });
    file(
        all,
        "aFileOfNoBytesIsAFile",
        "save",
        (good, call) -> {
          FileRef saved = (FileRef) call.real();
          if (saved.size() == 0) {
            throw new IOException("nothing to store");
          }
          return saved;
        });
    file(
        all,
        "ofAFileThatCannotBeReadToItsEndNothingIsKept",
        "save",
        (good, call) -> {
          try {
            return call.real();
          } catch (IOException e) {
            var half =
                good.save(call.argument(0, NewFile.class), new ByteArrayInputStream(new byte[9]));
            throw new IOException("half of it is " + half, e);
          }
        });
    file(all, "aFileIsThereAfterTheStoreWasOpenedAnew", "find", Defect.always(Optional.empty()));
    file(all, "manyThreadsMaySaveAtOnce", "save", Defect.notTogether());
  }

  private static void file(
      List<Defect<?>> all, String test, String method, Defect.Wrong<FileStore> wrong) {
    all.add(
        new Defect<>(InMemoryFileStoreContractTest.class, test, FileStore.class, method, wrong));
  }

  private static void knowledge(List<Defect<?>> all) {
    base(all, "aKnowledgeBaseIsFoundByIdAndByName", "findByName", Defect.always(Optional.empty()));
    base(all, "aNameIsGivenOnce", "create", StoreDefects::silently);
    base(all, "aDeletedKnowledgeBaseIsGone", "delete", Defect.always(true));
    base(all, "settingsAreReplacedUnlessTheNameIsTaken", "update", Defect.always(null));
    base(all, "settingsAreReplacedUnlessTheNameIsTaken", "update", StoreDefects::silently);
    base(
        all,
        "settingsAreReplacedUnlessTheNameIsTaken",
        "list",
        (good, call) -> reversed(call.real()));
    base(
        all,
        "knowledgeBasesAreApart",
        "matching",
        (good, call) -> {
          List<Object> everywhere = new ArrayList<>();
          for (KnowledgeBase each : good.list()) {
            everywhere.addAll(
                good.matching(
                    new SearchScope(each.id(), null),
                    call.argument(1, String.class),
                    call.argument(2, Integer.class)));
          }
          return everywhere;
        });
    List<KnowledgeBase> away = new ArrayList<>();
    base(
        all,
        "aKnowledgeBaseThatIsMadeAnewIsEmpty",
        "create",
        (good, call) -> {
          KnowledgeBase wanted = call.argument(0, KnowledgeBase.class);
          good.create(wanted);
          if (!away.isEmpty()) {
            var unused =
                good.register(
                    wanted.id(),
                    List.of(
                        new DocumentRegistration(
                            new DocumentSource("local_file", "old", Map.of()),
                            "old",
                            "b",
                            Map.of())));
          }
          away.add(wanted);
          return null;
        });
    base(all, "documentsAreRegisteredInOrder", "register", (good, call) -> reversed(call.real()));
    base(
        all,
        "anIdentityIsTheSameDocumentAgain",
        "register",
        (good, call) -> {
          String id = call.argument(0, String.class);
          for (Document old : good.documents(id, PageRequest.of(1, 100)).items()) {
            good.deleteDocument(id, old.id());
          }
          return call.real();
        });
    base(
        all,
        "anIdentityThatComesAgainBringsItsNameItsRunAndItsMetadata",
        "register",
        (good, call) -> {
          String id = call.argument(0, String.class);
          List<Document> there = good.documents(id, PageRequest.of(1, 10)).items();
          return there.isEmpty() ? call.real() : there;
        });
    base(
        all,
        "aPositionIsGivenOnce",
        "register",
        (good, call) ->
            ((List<?>) call.real())
                .stream()
                    .map(
                        made ->
                            Document.registered(
                                ((Document) made).id(),
                                ((Document) made).knowledgeBaseId(),
                                1
                                    + good.documents(call.argument(0, String.class), ALL)
                                        .items()
                                        .indexOf(made),
                                (DocumentRegistration) call.argument(1, List.class).get(0),
                                ((Document) made).createdAt()))
                    .toList());
    base(
        all,
        "whatIsAskedOfAnUnknownDocumentIsRefused",
        "editSegments",
        (good, call) -> {
          try {
            return call.real();
          } catch (KnowledgeException e) {
            return null;
          }
        });
    List<NewVersion.NewSegment> ever = new ArrayList<>();
    base(
        all,
        "aNewVersionTakesThePlaceOfTheOldOne",
        "commit",
        (good, call) -> {
          NewVersion version = call.argument(1, NewVersion.class);
          ever.addAll(version.segments());
          return good.commit(
              call.argument(0, String.class),
              new NewVersion(version.documentId(), ImmutableList.copyOf(ever), version.latency()));
        });
    base(all, "aFailureLeavesTheOldVersionSearchable", "fail", StoreDefects::emptied);
    base(all, "aFirstFailureIsAnError", "fail", StoreDefects::emptied);
    base(all, "theNearestVectorComesFirst", "nearest", (good, call) -> reversed(call.real()));
    base(
        all,
        "vectorsOfAnotherLengthAreRefused",
        "commit",
        (good, call) -> {
          try {
            return call.real();
          } catch (KnowledgeException e) {
            String document = call.argument(1, NewVersion.class).documentId();
            return good.document(call.argument(0, String.class), document).orElseThrow();
          }
        });
    base(
        all,
        "vectorsOfAnotherLengthAreRefused",
        "editSegments",
        (good, call) -> {
          try {
            return call.real();
          } catch (KnowledgeException e) {
            return unchanged(good, call);
          }
        });
    base(
        all,
        "aSearchGivesTheBestAndNoMoreThanItIsAskedFor",
        "nearest",
        (good, call) ->
            good.nearest(call.argument(0, SearchScope.class), call.argument(1, float[].class), 10));
    base(
        all,
        "aSearchGivesTheBestAndNoMoreThanItIsAskedFor",
        "matching",
        (good, call) -> reversed(call.real()));
    base(
        all,
        "aQuestionIsAPlainTextAndNoSyntax",
        "matching",
        (good, call) -> {
          String query = call.argument(1, String.class);
          if (query.contains("(") || query.startsWith("-")) {
            throw new KnowledgeException("Cannot parse '%s'".formatted(query));
          }
          return call.real();
        });
    base(
        all,
        "aQuestionIsAPlainTextAndNoSyntax",
        "matching",
        (good, call) ->
            call.argument(1, String.class).equals("*")
                ? good.matching(call.argument(0, SearchScope.class), "sluice", 10)
                : call.real());
    base(
        all,
        "childChunksAreSearchedWhereThereAreSome",
        "nearest",
        (good, call) ->
            ((List<?>) call.real())
                .stream()
                    .map(hit -> (Hit) hit)
                    .map(hit -> new Hit(hit.segment(), hit.document(), null, hit.score()))
                    .toList());
    base(
        all,
        "aSummaryIsFoundInPlaceOfItsSegmentUntilTheSegmentIsReplaced",
        "nearest",
        (good, call) ->
            ((List<?>) call.real())
                .stream()
                    .map(hit -> (Hit) hit)
                    .map(hit -> new Hit(hit.segment(), hit.document(), hit.child(), hit.score()))
                    .toList());
    base(
        all,
        "aSummaryIsFoundInPlaceOfItsSegmentUntilTheSegmentIsReplaced",
        "editSegments",
        StoreDefects::unchanged);
    base(all, "childChunksAreAddedChangedAndRemoved", "editSegments", StoreDefects::unchanged);
    base(all, "similaritiesAreToldOfWhatIsStored", "similarities", Defect.always(Map.of()));
    base(all, "mostKeywordsComeFirst", "carrying", (good, call) -> reversed(call.real()));
    base(
        all,
        "aNumberIsFoundInTheTextOfASegmentThatHasItForNoKeyword",
        "carrying",
        (good, call) -> reversed(call.real()));
    base(all, "whatIsSwitchedOffOrArchivedIsNotFound", "setState", StoreDefects::unchanged);
    base(
        all,
        "aFilterChoosesDocumentsByTheirMetadata",
        "matching",
        (good, call) ->
            good.matching(
                new SearchScope(call.argument(0, SearchScope.class).knowledgeBaseId(), null),
                call.argument(1, String.class),
                call.argument(2, Integer.class)));
    base(all, "aDeletedDocumentIsGoneWithAllUnderIt", "deleteDocument", Defect.always(true));
    base(
        all,
        "aSegmentIsAddedChangedSwitchedOffAndRemoved",
        "editSegments",
        StoreDefects::unchanged);
    base(
        all,
        "anEditOfSomethingUnknownChangesNothing",
        "editSegments",
        (good, call) -> {
          Object changed = null;
          for (Object edit : call.argument(2, List.class)) {
            changed =
                good.editSegments(
                    call.argument(0, String.class),
                    call.argument(1, String.class),
                    List.of((SegmentEdit) edit));
          }
          return changed;
        });
    base(all, "aReplacedSegmentHasTheFilesOfTheNewOne", "editSegments", StoreDefects::unchanged);
    base(all, "aDocumentIsRenamedAndGivenMetadata", "edit", StoreDefects::unchanged);
    base(
        all,
        "documentsAreListedFromTheNewestAndByWhetherTheyAreActive",
        "documents",
        (good, call) -> {
          PageRequest asked = call.argument(1, PageRequest.class);
          return good.documents(
              call.argument(0, String.class), PageRequest.of(asked.page(), asked.limit()));
        });
    base(
        all,
        "documentsAreListedByRunStatusAndWhatTheirNameContains",
        "documents",
        (good, call) -> good.documents(call.argument(0, String.class), ALL));
    base(
        all,
        "aDocumentKnowsHowMuchIsInIt",
        "commit",
        (good, call) -> ((Document) call.real()).counted(0, 0, 0));
    base(all, "hitsAreCounted", "countHits", Defect.always(null));
    base(
        all,
        "everythingIsThereAfterTheStoreWasOpenedAnew",
        "close",
        (good, call) -> {
          for (KnowledgeBase each : good.list()) {
            for (Document document : good.documents(each.id(), ALL).items()) {
              good.deleteDocument(each.id(), document.id());
            }
          }
          return null;
        });
    base(
        all,
        "keywordsAreWordsThatMatter",
        "keywords",
        Defect.always(List.of("river", "mill", "the")));
    base(all, "manyThreadsMayCommitAndSearchAtOnce", "commit", Defect.notTogether());
    base(all, "keywordsComeWithoutRepeats", "keywords", Defect.always(List.of("river", "river")));
    base(all, "manyThreadsMayRegisterAtOnce", "register", Defect.notTogether());
  }

  private static void base(
      List<Defect<?>> all, String test, String method, Defect.Wrong<KnowledgeStore> wrong) {
    all.add(
        new Defect<>(
            InMemoryKnowledgeStoreContractTest.class, test, KnowledgeStore.class, method, wrong));
  }

  private static Object silently(KnowledgeStore good, Defect.Call call) throws Throwable {
    try {
      call.real();
    } catch (KnowledgeException e) {
      // That is the defect.
    }
    return Optional.empty();
  }

  private static Object emptied(KnowledgeStore good, Defect.Call call) {
    return good.commit(
        call.argument(0, String.class),
        new NewVersion(call.argument(1, String.class), ImmutableList.of(), Duration.ZERO));
  }

  private static Object unchanged(KnowledgeStore good, Defect.Call call) {
    return good.document(call.argument(0, String.class), call.argument(1, String.class))
        .orElseThrow();
  }

  private static List<Object> reversed(Object list) {
    List<Object> reversed = new ArrayList<>((List<?>) list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static void extractors(List<Defect<?>> all) {
    extractor(
        all,
        "theWordsOfAFileComeInOrder",
        (good, call) -> ExtractedText.of("Three. 二つ目。 One mill."));
    extractor(
        all,
        "aFormatThatNobodyKnowsIsNamedAsSuch",
        (good, call) -> {
          try {
            return call.real();
          } catch (ExtractionException e) {
            throw new IllegalStateException("oops");
          }
        });
    extractor(
        all,
        "anEmptyFileIsTextOrAFailureOfItsOwn",
        (good, call) -> {
          ExtractionRequest asked = call.argument(0, ExtractionRequest.class);
          if (Long.valueOf(0).equals(asked.file().size())) {
            throw new IllegalStateException("nothing there");
          }
          return call.real();
        });
    extractor(
        all,
        "aTextLongerThanAllowedIsAFailure",
        (good, call) -> {
          ExtractionRequest asked = call.argument(0, ExtractionRequest.class);
          return good.extract(
              new ExtractionRequest(
                  asked.file(),
                  asked.files(),
                  asked.style(),
                  asked.images(),
                  ExtractionRequest.Limits.DEFAULT));
        });
    extractor(
        all,
        "aFileThatIsGoneIsAFailure",
        (good, call) -> {
          try {
            return call.real();
          } catch (ExtractionException e) {
            if (e.reason() == Reason.UNREADABLE) {
              return ExtractedText.of("");
            }
            throw e;
          }
        });
    extractor(
        all,
        "aFileThatBreaksOffIsAFailure",
        (good, call) -> {
          try {
            return call.real();
          } catch (ExtractionException e) {
            return ExtractedText.of("");
          }
        });
    extractor(all, "aFileWithoutEndIsGivenUpAtItsLimit", Defect.deaf());
    extractor(all, "aFileThatNeverComesIsGivenUpInTime", Defect.deaf());
    extractor(
        all,
        "aFileThatNeverComesIsGivenUpInTime",
        (good, call) -> {
          try {
            return call.real();
          } catch (ExtractionException e) {
            return ExtractedText.of("half");
          }
        });
    extractor(
        all,
        "bytesOfNoFormatAreTextOrAFailureOfItsOwn",
        (good, call) -> {
          try {
            return call.real();
          } catch (ExtractionException e) {
            throw new IllegalArgumentException("MALFORMED[1]", e);
          }
        });
    extractor(all, "itsIdIsAlwaysTheSame", "id", Defect.restless());
    AtomicInteger closed = new AtomicInteger();
    extractor(
        all,
        "closingTwiceIsHarmless",
        "close",
        (good, call) -> {
          if (closed.incrementAndGet() > 1) {
            throw new IllegalStateException("closed already");
          }
          return call.real();
        });
    extractor(all, "manyThreadsMayExtractAtOnce", Defect.notTogether());
  }

  private static void extractor(
      List<Defect<?>> all, String test, Defect.Wrong<DocumentExtractor> wrong) {
    extractor(all, test, "extract", wrong);
  }

  private static void extractor(
      List<Defect<?>> all, String test, String method, Defect.Wrong<DocumentExtractor> wrong) {
    all.add(
        new Defect<>(
            PlainTextExtractorContractTest.class, test, DocumentExtractor.class, method, wrong));
  }
}
