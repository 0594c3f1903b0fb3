package io.millrace.datasource.crawl;

import io.millrace.datasource.DatasourceException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a crawl knows, in a folder that lasts or in one that goes with it. A folder holds the crawls
 * of one site, one after the other: one that was ended goes on, one that came to its end is
 * followed by another that asks for changes alone.
 */
final class CrawlState implements AutoCloseable {
  private final Database database;
  private final Frontier frontier;
  private final @Nullable PageArchive archive;
  private final Map<String, String> facts = new HashMap<>();

  private CrawlState(Database database, boolean lasting) {
    this.database = database;
    database.update("create table if not exists fact(name text primary key, value text not null)");
    database.query(
        row -> facts.put(row.getString(1), row.getString(2)), "select name, value from fact");
    this.frontier = new Frontier(database);
    this.archive = lasting ? new PageArchive(database) : null;
  }

  /**
   * Opens the state in a folder, or a passing one for {@code null}.
   *
   * @param identity what the crawl is about
   * @throws DatasourceException if the folder holds an unfinished crawl that is about something
   *     else
   */
  static CrawlState open(@Nullable Path folder, String identity) {
    if (folder == null) {
      return new CrawlState(Database.temporary(), false);
    }
    Database database = Database.in(folder);
    try {
      CrawlState state = new CrawlState(database, true);
      state.begin(folder, identity);
      return state;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void begin(Path folder, String identity) {
    boolean finished = !"false".equals(facts.get("finished"));
    if (!finished && !identity.equals(facts.get("identity"))) {
      throw DatasourceException.permanent(
          ("%s holds an unfinished crawl of something else (%s). Finish it, choose another folder,"
                  + " or delete it")
              .formatted(folder, facts.get("identity")),
          null);
    }
    if (finished) {
      database.atomically(
          () -> {
            frontier.clear();
            if (archive != null && !identity.equals(facts.get("identity"))) {
              archive.clear();
            }
            facts.remove("site");
            database.update("delete from fact where name = 'site'");
            set("crawl", String.valueOf(crawl() + 1));
            set("identity", identity);
            set("finished", "false");
          });
    }
  }

  private void set(String name, String value) {
    facts.put(name, value);
    database.update("insert or replace into fact values(?, ?)", name, value);
  }

  Frontier frontier() {
    return frontier;
  }

  /** Returns the pages of this crawl and of the one before, where they are kept. */
  @Nullable PageArchive archive() {
    return archive;
  }

  /** Returns the number of this crawl in its folder. */
  long crawl() {
    return Long.parseLong(facts.getOrDefault("crawl", "0"));
  }

  /** Keeps which site the start turned out to be at. */
  void site(String site) {
    database.atomically(() -> set("site", site));
  }

  @Nullable String site() {
    return facts.get("site");
  }

  void atomically(Runnable changes) {
    database.atomically(changes);
  }

  /** Tells that the crawl came to its end. */
  void finished() {
    database.atomically(
        () -> {
          set("finished", "true");
          if (archive != null) {
            archive.forgetBefore(crawl());
          }
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
