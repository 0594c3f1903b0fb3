package io.millrace.testkit.contract;

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
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import io.millrace.knowledge.SegmentEdit;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What stores and extractors can do wrong. */
final class StoreDefects {
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
    file(all, "manyThreadsMaySaveAtOnce", "save", Defect.notTogether());
  }

  private static void file(
      List<Defect<?>> all, String test, String method, Defect.Wrong<FileStore> wrong) {
    all.add(new Defect<>(Stages.Files.class, test, FileStore.class, method, wrong));
  }

  private static void knowledge(List<Defect<?>> all) {
    base(all, "aKnowledgeBaseIsFoundByIdAndByName", "findByName", Defect.always(Optional.empty()));
    base(all, "aNameIsGivenOnce", "create", StoreDefects::silently);
    base(all, "aDeletedKnowledgeBaseIsGone", "delete", Defect.always(true));
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
    base(all, "keywordsComeWithoutRepeats", "keywords", Defect.always(List.of("river", "river")));
    base(all, "manyThreadsMayRegisterAtOnce", "register", Defect.notTogether());
  }

  private static void base(
      List<Defect<?>> all, String test, String method, Defect.Wrong<KnowledgeStore> wrong) {
    all.add(new Defect<>(Stages.Knowledge.class, test, KnowledgeStore.class, method, wrong));
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
    extractor(all, "manyThreadsMayExtractAtOnce", Defect.notTogether());
  }

  private static void extractor(
      List<Defect<?>> all, String test, Defect.Wrong<DocumentExtractor> wrong) {
    all.add(new Defect<>(Stages.Extractor.class, test, DocumentExtractor.class, "extract", wrong));
  }
}
