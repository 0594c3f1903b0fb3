package io.millrace.testkit.contract;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.InMemoryFileStore;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Datasources with one defect each. {@link PlantedDefectsTest} runs them; the build does not. */
final class DatasourceDefects {
  private DatasourceDefects() {}

  private record Planted(DatasourceType type) implements DatasourceProvider {
    @Override
    public String id() {
      return "planted";
    }

    @Override
    public Datasource open(DatasourceContext context) {
      throw new UnsupportedOperationException("the contract opens it");
    }
  }

  static class FilesThatAcceptAnything extends LocalFileContract {
    @Override
    protected DatasourceProvider provider() {
      return new Planted(DatasourceType.LOCAL_FILE);
    }

    @Override
    protected LocalFileDatasource open() {
      return new LocalFileDatasource() {
        @Override
        public Stream<DatasourceItem.LocalFile> expand(DatasourceItem.LocalFile item) {
          return Stream.of(item);
        }

        @Override
        public FileRef resolve(DatasourceItem.LocalFile item) {
          return FileRef.stored(item.reference(), item.name(), null, 0);
        }

        @Override
        public FileSource files() {
          return new InMemoryFileStore();
        }
      };
    }

    @Override
    protected DatasourceItem.LocalFile goodItem() {
      return new DatasourceItem.LocalFile("a", "a", Map.of());
    }

    @Override
    protected DatasourceItem.LocalFile badItem() {
      return new DatasourceItem.LocalFile("/etc/passwd", "passwd", Map.of());
    }
  }

  /** A drive of three files whose listing always has a next page. */
  static class DriveThatRepeatsPages extends OnlineDriveContract {
    @Override
    protected DatasourceProvider provider() {
      return new Planted(DatasourceType.ONLINE_DRIVE);
    }

    @Override
    protected OnlineDriveDatasource open() {
      return new Drive(Map.of("page", 2), 1);
    }

    @Override
    protected DatasourceItem.DriveFile folder() {
      return item("folder/", true);
    }

    @Override
    protected DatasourceItem.DriveFile unknownFile() {
      return item("nowhere", false);
    }
  }

  static class DriveThatVisitsTwice extends DriveThatRepeatsPages {
    @Override
    protected OnlineDriveDatasource open() {
      return new Drive(null, 2);
    }
  }

  private record Drive(@Nullable Map<String, Object> next, int visits)
      implements OnlineDriveDatasource {
    @Override
    public Listing browse(BrowseRequest request) {
      return new Listing(null, ImmutableList.of(new Entry("folder/a", "a", 1, false)), next);
    }

    @Override
    public Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
      return Stream.of("a", "b", "c")
          .flatMap(name -> Stream.generate(() -> item("folder/" + name, false)).limit(visits));
    }

    @Override
    public FileRef download(DatasourceItem.DriveFile item) {
      if (item.id().equals("nowhere")) {
        throw DatasourceException.permanent("There is no file 'nowhere'", null);
      }
      return FileRef.stored("stored-" + item.id(), item.name(), null, 1);
    }
  }

  static class DocumentsWithoutIds extends OnlineDocumentContract {
    @Override
    protected DatasourceProvider provider() {
      return new Planted(DatasourceType.ONLINE_DOCUMENT);
    }

    @Override
    protected OnlineDocumentDatasource open() {
      return new OnlineDocumentDatasource() {
        @Override
        public Stream<PageInfo> pages(PagesRequest request) {
          return Stream.of(new PageInfo("w", "W", "p", "P", "page", null, "", null));
        }

        @Override
        public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
          return Map.of("content", "text");
        }
      };
    }

    @Override
    protected DatasourceItem.OnlineDocument goodItem() {
      return new DatasourceItem.OnlineDocument("w", "p", "page", "P", Map.of());
    }

    @Override
    protected DatasourceItem.OnlineDocument unknownItem() {
      return new DatasourceItem.OnlineDocument("w", "q", "page", "Q", Map.of());
    }
  }

  static class CrawlThatOverruns extends WebsiteCrawlContract {
    @Override
    protected DatasourceProvider provider() {
      return new Planted(DatasourceType.WEBSITE_CRAWL);
    }

    @Override
    protected WebsiteCrawlDatasource open() {
      return new WebsiteCrawlDatasource() {
        @Override
        public CrawledPage fetch(DatasourceItem.WebPage item) {
          return page(item.url());
        }

        @Override
        public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
          for (int i = 1; i <= 3; i++) {
            progress.accept(new CrawlProgress(page("https://example.org/" + i), i, 3));
          }
        }
      };
    }

    private static WebsiteCrawlDatasource.CrawledPage page(String url) {
      return new WebsiteCrawlDatasource.CrawledPage(url, "", "", "text");
    }

    @Override
    protected DatasourceItem.WebPage goodItem() {
      return new DatasourceItem.WebPage("https://example.org/", null, "x", Map.of());
    }

    @Override
    protected DatasourceItem.WebPage unreachableItem() {
      return new DatasourceItem.WebPage("https://example.invalid/", null, "x", Map.of());
    }

    @Override
    protected Map<String, Object> crawlOfTwo() {
      return Map.of("url", "https://example.org/", "limit", 2);
    }
  }

  private static DatasourceItem.DriveFile item(String id, boolean folder) {
    return new DatasourceItem.DriveFile(id, folder, null, id, Map.of());
  }
}
