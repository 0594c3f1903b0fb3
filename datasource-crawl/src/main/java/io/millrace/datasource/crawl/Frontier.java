package io.millrace.datasource.crawl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages that are known, on disk, each once; 8 to 16 bytes of each are in memory. Those nearer
 * to the start come first. Safe for use by many threads.
 */
final class Frontier {

  /** More pages than that are not remembered: what a crawl knows is bounded. */
  static final int MOST = 8_000_000;

  private final Database database;
  private final LongSet seen = new LongSet(MOST);
  private long lastId;

  Frontier(Database database) {
    this.database = database;
    database.update(
        "create table if not exists url(id integer primary key, print integer not null,"
            + " origin text not null, address text not null, depth integer not null,"
            + " hops integer not null, tries integer not null, state integer not null)");
    database.update("create index if not exists waiting on url(origin, depth, id) where state = 0");
    database.update("update url set state = 0 where state = 1");
    database.query(
        row -> {
          lastId = Math.max(lastId, row.getLong(1));
          seen.add(row.getLong(2));
        },
        "select id, print from url");
    database.commit();
  }

  boolean isEmpty() {
    synchronized (database) {
      return seen.size() == 0;
    }
  }

  int size() {
    synchronized (database) {
      return seen.size();
    }
  }

  /** Forgets all pages. */
  void clear() {
    database.update("delete from url");
    synchronized (database) {
      seen.clear();
    }
  }

  /** Adds a page unless it is known; returns whether it was not. */
  boolean add(WebAddress address, int depth, int hops) {
    long fingerprint = CanonicalUrl.fingerprint(address);
    synchronized (database) {
      if (!seen.add(fingerprint)) {
        return false;
      }
      database.update(
          "insert into url values(?, ?, ?, ?, ?, ?, 0, 0)",
          ++lastId,
          fingerprint,
          address.origin(),
          address.pathAndQuery(),
          depth,
          hops);
      return true;
    }
  }

  /** Returns whether a page is known, whether fetched or not. */
  boolean knows(long fingerprint) {
    synchronized (database) {
      return seen.contains(fingerprint);
    }
  }

  /** Returns how many pages wait, by origin. */
  Map<String, Integer> waiting() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    database.query(
        row -> counts.put(row.getString(1), row.getInt(2)),
        "select origin, count(*) from url where state = 0 group by origin");
    return counts;
  }

  /** Takes out the next pages of an origin, nearest to the start first. */
  List<Visit> take(String origin, int most) {
    List<Visit> taken = new ArrayList<>();
    database.query(
        row -> {
          WebAddress address = WebAddress.parse(origin + row.getString(3));
          if (address != null) {
            taken.add(
                new Visit(
                    row.getLong(1),
                    row.getLong(2),
                    address,
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6)));
          }
        },
        "select id, print, address, depth, hops, tries from url where state = 0 and origin = ?"
            + " order by depth, id limit ?",
        origin,
        most);
    for (Visit visit : taken) {
      database.update("update url set state = 1 where id = ?", visit.id());
    }
    return taken;
  }

  /** Keeps that a page is to be fetched at another address. */
  void moved(Visit visit) {
    database.update(
        "update url set origin = ?, address = ?, hops = ?, tries = ? where id = ?",
        visit.address().origin(),
        visit.address().pathAndQuery(),
        visit.hops(),
        visit.tries(),
        visit.id());
  }

  /** Puts a page back, to be tried once more. */
  void again(Visit visit) {
    database.update("update url set state = 0, tries = ? where id = ?", visit.tries(), visit.id());
  }

  /** Keeps that nothing more is to be done for a page. */
  void done(Visit visit) {
    database.update("update url set state = 2 where id = ?", visit.id());
  }
}
