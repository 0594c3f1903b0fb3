package io.millrace.datasource.crawl;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.datasource.crawl.StoredPage.Validators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages and robots files that were read, with what it takes to ask whether they have changed.
 * Safe for use by many threads.
 */
final class PageArchive {
  private static final Joiner LINES = Joiner.on('\n');
  private static final Splitter LINE = Splitter.on('\n').omitEmptyStrings();
  private static final String COLUMNS =
      "print, identity, content, etag, modified, kind, url, title, description, text, links";

  private final Database database;

  PageArchive(Database database) {
    this.database = database;
    database.update(
        "create table if not exists page(print integer primary key, identity integer not null,"
            + " content integer not null, etag text, modified text, kind text not null,"
            + " url text not null, title text not null, description text not null,"
            + " text text not null, links text not null, crawl integer not null,"
            + " told integer not null)");
    database.update(
        "create table if not exists resource(url text primary key, status integer not null,"
            + " etag text, modified text, body blob not null)");
    database.commit();
  }

  Optional<StoredPage> find(long fingerprint) {
    List<StoredPage> found = new ArrayList<>(1);
    database.query(
        row -> found.add(page(row)),
        "select " + COLUMNS + " from page where print = ?",
        fingerprint);
    return found.stream().findFirst();
  }

  /** Keeps a page as one of this crawl that nobody was told of yet. */
  void save(StoredPage page, long crawl) {
    CrawledPage texts = page.page();
    database.update(
        "insert or replace into page("
            + COLUMNS
            + ", crawl, told) values(?,?,?,?,?,?,?,?,?,?,?,?,0)",
        page.fingerprint(),
        page.identity(),
        page.content(),
        page.validators().etag(),
        page.validators().modified(),
        page.kind(),
        texts.sourceUrl(),
        texts.title(),
        texts.description(),
        texts.content(),
        LINES.join(page.links()),
        crawl);
  }

  void told(long fingerprint) {
    database.update("update page set told = 1 where print = ?", fingerprint);
  }

  /** Passes on the results of a crawl that nobody was told of. */
  void untold(long crawl, Consumer<StoredPage> pages) {
    List<Long> prints = new ArrayList<>();
    database.query(
        row -> prints.add(row.getLong(1)),
        "select print from page where crawl = ? and told = 0 and kind = 'page'",
        crawl);
    prints.forEach(print -> find(print).ifPresent(pages));
  }

  /** Tells of every page of a crawl: identity, content, and whether it is a result. */
  void each(long crawl, Seen seen) {
    database.query(
        row ->
            seen.page(row.getLong(1), row.getLong(2), StoredPage.RESULT.equals(row.getString(3))),
        "select identity, content, kind from page where crawl = ?",
        crawl);
  }

  /** Is told of pages. */
  @FunctionalInterface
  interface Seen {
    void page(long identity, long content, boolean result);
  }

  void clear() {
    database.update("delete from page");
    database.update("delete from resource");
  }

  /** Forgets what a finished crawl did not find any more. */
  void forgetBefore(long crawl) {
    database.update("delete from page where crawl < ?", crawl);
  }

  /** A robots file or a site map, as it was last read. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Resource(int status, Validators validators, byte[] body) {}

  @Nullable Resource resource(String url) {
    List<Resource> found = new ArrayList<>(1);
    database.query(
        row ->
            found.add(
                new Resource(
                    row.getInt(1),
                    new Validators(row.getString(2), row.getString(3)),
                    row.getBytes(4))),
        "select status, etag, modified, body from resource where url = ?",
        url);
    return found.isEmpty() ? null : found.get(0);
  }

  void save(String url, Resource resource) {
    database.update(
        "insert or replace into resource values(?, ?, ?, ?, ?)",
        url,
        resource.status(),
        resource.validators().etag(),
        resource.validators().modified(),
        resource.body());
    database.commit();
  }

  private static StoredPage page(ResultSet row) throws SQLException {
    List<WebAddress> links = new ArrayList<>();
    for (String link : LINE.split(row.getString(11))) {
      WebAddress address = WebAddress.parse(link);
      if (address != null) {
        links.add(address);
      }
    }
    return new StoredPage(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        new Validators(row.getString(4), row.getString(5)),
        row.getString(6),
        new CrawledPage(row.getString(7), row.getString(8), row.getString(9), row.getString(10)),
        links);
  }
}
