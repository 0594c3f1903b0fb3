package io.millrace.testkit.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDocumentDatasource.PageInfo;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.OnlineDriveDatasource.BrowseRequest;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.OnlineDriveDatasource.Listing;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawlProgress;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.file.FileRef;
import io.millrace.testkit.fake.InMemoryDocuments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What datasources can do wrong. */
final class DatasourceDefects {
  private DatasourceDefects() {}

  static List<Defect<?>> all() {
    List<Defect<?>> all = new ArrayList<>();
    whatever(all);
    documents(all);
    files(all);
    sites(all);
    drives(all);
    return all;
  }

  private static void whatever(List<Defect<?>> all) {
    provider(all, "theProviderAlwaysSaysTheSameOfItself", "id", Defect.restless());
    provider(
        all,
        "theProviderAlwaysSaysTheSameOfItself",
        "type",
        Defect.always(DatasourceType.WEBSITE_CRAWL));
    CredentialField key = new CredentialField("key", true, true, "A key");
    provider(
        all,
        "credentialFieldsHaveNamesOfTheirOwnAndHelp",
        "credentialFields",
        Defect.always(List.of(key, key)));
    document(
        all,
        "anUnknownCredentialIsADatasourceException",
        "content",
        (good, call) -> good.content(InMemoryDocuments.item("flood")));
    document(
        all,
        "anUnknownCredentialIsADatasourceException",
        "content",
        (good, call) -> {
          try {
            return call.real();
          } catch (DatasourceException e) {
            String secret = InMemoryDocumentsContractTest.SECRET;
            throw DatasourceException.permanent("Refused", new IOException("token=" + secret));
          }
        });
    document(all, "aReadOnAnInterruptedThreadComesBack", "content", Defect.upsetByInterrupts());
    document(all, "aReadOnAnInterruptedThreadComesBack", "content", Defect.deaf());
    document(
        all,
        "aReadThatIsNeverAnsweredEndsWhenItsThreadIsInterrupted",
        "content",
        (good, call) -> {
          try {
            return call.real();
          } catch (DatasourceException e) {
            return Map.of();
          }
        });
    document(all, "aReadThatIsNeverAnsweredEndsByItself", "content", Defect.deaf());
    document(
        all, "aReadThatIsNeverAnsweredEndsWhenItsThreadIsInterrupted", "content", Defect.deaf());
    document(all, "manyThreadsMayReadAtOnce", "content", Defect.notTogether());
    AtomicInteger closed = new AtomicInteger();
    document(
        all,
        "closingTwiceIsHarmless",
        "close",
        (good, call) -> {
          if (closed.incrementAndGet() > 1) {
            throw new IllegalStateException("closed already");
          }
          return call.real();
        });
  }

  private static void provider(
      List<Defect<?>> all, String test, String method, Defect.Wrong<DatasourceProvider> wrong) {
    all.add(
        new Defect<>(
            InMemoryDocumentsContractTest.class, test, DatasourceProvider.class, method, wrong));
  }

  private static void documents(List<Defect<?>> all) {
    document(
        all,
        "anItemStandsForDocumentsOnceEach",
        "expand",
        (good, call) -> Stream.of(call.arguments()[0], call.arguments()[0]));
    document(
        all,
        "pagesAreListedOnceEach",
        "pages",
        (good, call) -> {
          PageInfo page = new PageInfo("w", "W", "p", "P", "page", null, "", null);
          return Stream.of(page, page);
        });
    document(
        all,
        "whatAnItemStandsForCanBeRead",
        "expand",
        (good, call) -> Stream.of(InMemoryDocuments.item("drought")));
    document(
        all,
        "aPageOfTheListingCanBeRead",
        "pages",
        (good, call) -> Stream.of(new PageInfo("w", "W", "gone", "P", "page", null, "", null)));
    document(all, "aListingMayBeLeftBeforeItsEnd", "pages", (good, call) -> Stream.of());
    Object[] once = new Object[1];
    document(
        all,
        "aListingMayBeLeftBeforeItsEnd",
        "pages",
        (good, call) -> {
          once[0] = once[0] == null ? call.real() : once[0];
          return once[0];
        });
    document(
        all,
        "aListingAsksForNoMoreThanIsTaken",
        "pages",
        (good, call) -> ((Stream<?>) call.real()).toList().stream());
    document(
        all,
        "contentComesWithThePagesIds",
        "content",
        Defect.always(Map.of("content", "text", "page_id", "another", "workspace_id", "w")));
    document(
        all, "contentComesWithThePagesIds", "content", Defect.always(Map.of("content", "text")));
    AtomicInteger calls = new AtomicInteger();
    document(
        all,
        "theSamePageHasTheSameContent",
        "content",
        (good, call) -> Map.of("content", "call " + calls.incrementAndGet()));
    document(
        all,
        "anUnknownPageIsADatasourceException",
        "content",
        (good, call) -> {
          try {
            return call.real();
          } catch (DatasourceException e) {
            return Map.of();
          }
        });
  }

  private static void document(
      List<Defect<?>> all,
      String test,
      String method,
      Defect.Wrong<OnlineDocumentDatasource> wrong) {
    all.add(
        new Defect<>(
            InMemoryDocumentsContractTest.class,
            test,
            OnlineDocumentDatasource.class,
            method,
            wrong));
  }

  private static void files(List<Defect<?>> all) {
    AtomicInteger calls = new AtomicInteger();
    file(
        all,
        "anItemStandsForTheSameFilesEachTime",
        "expand",
        (good, call) ->
            Stream.of(
                new DatasourceItem.LocalFile("file-" + calls.incrementAndGet(), "x", Map.of())));
    file(
        all,
        "everyFileOfAnItemCanBeOpened",
        "resolve",
        (good, call) -> FileRef.stored("gone", "gone.txt", null, 1));
    file(
        all,
        "everyFileOfAnItemCanBeOpened",
        "resolve",
        (good, call) -> {
          FileRef real = (FileRef) call.real();
          return FileRef.stored(String.valueOf(real.reference()), "a.md", null, 99);
        });
    file(all, "anItemMayBeLeftBeforeItsEnd", "expand", (good, call) -> Stream.of());
    file(
        all,
        "whatIsRefusedIsADatasourceException",
        "expand",
        (good, call) -> {
          try {
            return call.real();
          } catch (DatasourceException e) {
            return Stream.of();
          }
        });
  }

  private static void file(
      List<Defect<?>> all, String test, String method, Defect.Wrong<LocalFileDatasource> wrong) {
    all.add(
        new Defect<>(
            UploadedFilesContractTest.class, test, LocalFileDatasource.class, method, wrong));
  }

  private static void sites(List<Defect<?>> all) {
    site(
        all,
        "aPageIsFetchedAsText",
        "fetch",
        (good, call) -> page(call.argument(0, DatasourceItem.WebPage.class).url(), ""));
    site(
        all,
        "anUnreachablePageIsADatasourceException",
        "fetch",
        (good, call) -> page(call.argument(0, DatasourceItem.WebPage.class).url(), "404"));
    site(all, "aCrawlThatCannotBeginIsADatasourceException", "crawl", Defect.always(null));
    site(
        all,
        "whatACrawlFoundCanBeFetched",
        "fetch",
        (good, call) ->
            page(call.argument(0, DatasourceItem.WebPage.class).url(), "Something else"));
    site(
        all,
        "aCrawlStopsExactlyAtItsLimit",
        "crawl",
        (good, call) -> {
          tell(call, "https://mill.test/1", 1);
          tell(call, "https://mill.test/2", 2);
          tell(call, "https://mill.test/3", 3);
          return Map.of();
        });
    site(
        all,
        "progressNeverGoesBack",
        "crawl",
        (good, call) -> {
          tell(call, "https://mill.test/1", 2);
          tell(call, "https://mill.test/2", 1);
          return Map.of();
        });
    site(
        all,
        "progressNeverGoesBack",
        "crawl",
        (good, call) -> {
          tell(call, "https://mill.test/1", 1);
          tell(call, "https://mill.test/2", 4);
          return Map.of();
        });
  }

  @SuppressWarnings("unchecked") // the port's second parameter
  private static void tell(Defect.Call call, String url, int completed) {
    ((Consumer<CrawlProgress>) call.arguments()[1])
        .accept(new CrawlProgress(page(url, "text"), completed, 3));
  }

  private static CrawledPage page(String url, String text) {
    return new CrawledPage(url, "", "", text);
  }

  private static void site(
      List<Defect<?>> all, String test, String method, Defect.Wrong<WebsiteCrawlDatasource> wrong) {
    all.add(
        new Defect<>(
            InMemorySiteContractTest.class, test, WebsiteCrawlDatasource.class, method, wrong));
  }

  private static void drives(List<Defect<?>> all) {
    drive(
        all,
        "aLevelIsListedInPagesThatEnd",
        "browse",
        (good, call) ->
            new Listing(null, ImmutableList.of(new Entry("a", "a", 1, false)), Map.of("page", 2)));
    drive(
        all,
        "aFolderStandsForEveryFileBelowItOnce",
        "expand",
        (good, call) -> ((Stream<?>) call.real()).flatMap(file -> Stream.of(file, file)));
    drive(
        all,
        "aPageIsNotLongerThanItIsAskedFor",
        "browse",
        (good, call) -> {
          BrowseRequest asked = call.argument(0, BrowseRequest.class);
          return good.browse(new BrowseRequest(null, null, asked.prefix(), 100, null));
        });
    drive(
        all,
        "aFolderStandsForWhatIsSeenByGoingThroughIt",
        "expand",
        (good, call) -> ((Stream<?>) call.real()).limit(2));
    drive(
        all,
        "aFolderStandsForWhatIsSeenByGoingThroughIt",
        "browse",
        (good, call) -> {
          Listing real = (Listing) call.real();
          return new Listing(
              null,
              real.files().stream()
                  .map(DatasourceDefects::withATag)
                  .collect(ImmutableList.toImmutableList()),
              real.nextPageParameters());
        });
    drive(
        all,
        "aFolderThatIsNotThereIsADatasourceException",
        "browse",
        (good, call) -> new Listing(null, ImmutableList.of(), null));
    drive(
        all,
        "aFolderIsReadNoFurtherThanItsFilesAreTaken",
        "expand",
        (good, call) -> ((Stream<?>) call.real()).toList().stream());
    drive(
        all,
        "aFileStandsForItself",
        "expand",
        (good, call) ->
            call.argument(0, DatasourceItem.DriveFile.class).folder() ? call.real() : Stream.of());
    drive(all, "aFolderMayBeLeftBeforeItsEnd", "expand", (good, call) -> Stream.of());
    drive(
        all,
        "everyFileIsDownloaded",
        "download",
        (good, call) -> {
          throw DatasourceException.permanent("Not today", null);
        });
    drive(
        all,
        "everyFileIsDownloaded",
        "download",
        (good, call) -> {
          FileRef real = (FileRef) call.real();
          return FileRef.stored(String.valueOf(real.reference()), "a.md", null, 99);
        });
    drive(
        all,
        "everyFileIsDownloaded",
        "download",
        (good, call) -> FileRef.stored("somewhere-else", "a.md", null, 1));
    drive(
        all,
        "anUnknownFileIsADatasourceException",
        "download",
        (good, call) -> FileRef.stored("made-up", "x", null, 0));
  }

  private static Entry withATag(Entry entry) {
    return new Entry(
        entry.id(), entry.name(), entry.size(), entry.folder(), ImmutableMap.of("etag", "1"));
  }

  private static void drive(
      List<Defect<?>> all, String test, String method, Defect.Wrong<OnlineDriveDatasource> wrong) {
    all.add(
        new Defect<>(
            InMemoryDriveContractTest.class, test, OnlineDriveDatasource.class, method, wrong));
  }
}
