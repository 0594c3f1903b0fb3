package io.millrace;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.WebsiteCrawlDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Datasources whose plugins may do anything wrong; see {@link Containment}. */
final class ContainedDatasources {
  private ContainedDatasources() {}

  static Datasource of(Datasource good, Containment plugin) {
    if (good instanceof LocalFileDatasource files) {
      return new Files(files, plugin);
    } else if (good instanceof OnlineDocumentDatasource documents) {
      return new Documents(documents, plugin);
    } else if (good instanceof WebsiteCrawlDatasource site) {
      return new Site(site, plugin);
    } else if (good instanceof OnlineDriveDatasource drive) {
      return new Drive(drive, plugin);
    }
    throw new IllegalStateException("A datasource of no kind: " + good.getClass().getName());
  }

  private static void close(Datasource good, Containment plugin) {
    var unused =
        plugin.call(
            "close",
            () -> {
              good.close();
              return true;
            });
  }

  private record Files(LocalFileDatasource good, Containment plugin)
      implements LocalFileDatasource {
    @Override
    public Stream<DatasourceItem.LocalFile> expand(DatasourceItem.LocalFile item) {
      return plugin.expand(() -> good.expand(item));
    }

    @Override
    public FileRef resolve(DatasourceItem.LocalFile item) {
      return plugin.call("resolve", () -> good.resolve(item));
    }

    @Override
    public FileSource files() {
      return plugin.call("files", good::files);
    }

    @Override
    public void close() {
      ContainedDatasources.close(good, plugin);
    }
  }

  private record Documents(OnlineDocumentDatasource good, Containment plugin)
      implements OnlineDocumentDatasource {
    @Override
    public Stream<PageInfo> pages(PagesRequest request) {
      return plugin.expand(() -> good.pages(request));
    }

    @Override
    public Stream<DatasourceItem.OnlineDocument> expand(DatasourceItem.OnlineDocument item) {
      return plugin.expand(() -> good.expand(item));
    }

    @Override
    public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
      return plugin.call("content", () -> good.content(item));
    }

    @Override
    public List<String> parameters() {
      return plugin.call("parameters", good::parameters);
    }

    @Override
    public void close() {
      ContainedDatasources.close(good, plugin);
    }
  }

  private record Site(WebsiteCrawlDatasource good, Containment plugin)
      implements WebsiteCrawlDatasource {
    @Override
    public CrawledPage fetch(DatasourceItem.WebPage item) {
      return plugin.call("fetch", () -> good.fetch(item));
    }

    @Override
    public void crawl(CrawlRequest request, Consumer<CrawlProgress> progress) {
      var unused =
          plugin.call(
              "crawl",
              () -> {
                good.crawl(request, progress);
                return true;
              });
    }

    @Override
    public void close() {
      ContainedDatasources.close(good, plugin);
    }
  }

  private record Drive(OnlineDriveDatasource good, Containment plugin)
      implements OnlineDriveDatasource {
    @Override
    public Listing browse(BrowseRequest request) {
      Listing listing = plugin.call("browse", () -> good.browse(request));
      Map<String, Object> next = listing.nextPageParameters();
      if (next != null && next.equals(request.nextPageParameters())) {
        throw plugin.defect("says of a page that the next one is that page again", null);
      }
      return listing;
    }

    @Override
    public Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
      return plugin.expand(() -> good.expand(item));
    }

    @Override
    public FileRef download(DatasourceItem.DriveFile item) {
      return plugin.call("download", () -> good.download(item));
    }

    @Override
    public void close() {
      ContainedDatasources.close(good, plugin);
    }
  }
}
