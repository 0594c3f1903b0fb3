package io.millrace.testkit.fake;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.testkit.contract.LocalFileContract;
import io.millrace.testkit.contract.OnlineDocumentContract;
import io.millrace.testkit.contract.OnlineDriveContract;
import io.millrace.testkit.contract.WebsiteCrawlContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The fakes keep to the contracts that real plugins must keep to. */
class InMemoryDatasourcesContractTest {

  @Nested
  class Documents extends OnlineDocumentContract {
    private final InMemoryDocuments wiki =
        new InMemoryDocuments("wiki").page("flood", "Close it.").page("flour", "A year.");

    @Override
    protected DatasourceProvider provider() {
      return wiki;
    }

    @Override
    protected OnlineDocumentDatasource open() {
      return (OnlineDocumentDatasource) wiki.open(context());
    }

    @Override
    protected DatasourceItem.OnlineDocument goodItem() {
      return InMemoryDocuments.item("flood");
    }

    @Override
    protected DatasourceItem.OnlineDocument unknownItem() {
      return InMemoryDocuments.item("drought");
    }
  }

  @Nested
  class Site extends WebsiteCrawlContract {
    private final InMemorySite site =
        new InMemorySite("site")
            .page("https://mill.test/", "Home")
            .page("https://mill.test/a", "A")
            .page("https://mill.test/b", "B");

    @Override
    protected DatasourceProvider provider() {
      return site;
    }

    @Override
    protected WebsiteCrawlDatasource open() {
      return (WebsiteCrawlDatasource) site.open(context());
    }

    @Override
    protected DatasourceItem.WebPage goodItem() {
      return InMemorySite.item("https://mill.test/a");
    }

    @Override
    protected DatasourceItem.WebPage unreachableItem() {
      return InMemorySite.item("https://mill.test/nowhere");
    }

    @Override
    protected Map<String, Object> crawlOfTwo() {
      return Map.of("url", "https://mill.test/", "limit", 2);
    }
  }

  @Nested
  class Drive extends OnlineDriveContract {
    private final InMemoryDrive drive =
        new InMemoryDrive("drive").file("a/1.md", "1").file("a/2.md", "2").file("a/b/3.md", "3");

    @Override
    protected DatasourceProvider provider() {
      return drive;
    }

    @Override
    protected OnlineDriveDatasource open() {
      return (OnlineDriveDatasource) drive.open(context());
    }

    @Override
    protected DatasourceItem.DriveFile folder() {
      return InMemoryDrive.item("a/");
    }

    @Override
    protected DatasourceItem.DriveFile unknownFile() {
      return InMemoryDrive.item("a/none.md");
    }
  }

  @Nested
  class Uploads extends LocalFileContract {
    private final InMemoryFileStore files = new InMemoryFileStore();

    @Override
    protected DatasourceProvider provider() {
      return new UploadedFiles();
    }

    @Override
    protected LocalFileDatasource open() {
      return (LocalFileDatasource) provider().open(context(files));
    }

    @Override
    protected DatasourceItem.LocalFile goodItem() throws IOException {
      String reference =
          String.valueOf(
              files
                  .save(NewFile.upload("a.md", null), new ByteArrayInputStream(new byte[] {'a'}))
                  .reference());
      return new DatasourceItem.LocalFile(reference, "a.md", Map.of());
    }

    @Override
    protected DatasourceItem.LocalFile badItem() {
      return new DatasourceItem.LocalFile("no-upload", "a.md", Map.of());
    }
  }
}
