package io.millrace.datasource.crawl;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells pages that are the same as others, or nearly.
 *
 * <p>Same are pages with the same title, words and links. Nearly the same may be any page made from
 * a template; so that only counts for pages that differ in the parameters of their address alone,
 * where a session, a sort order or a date was likely all that changed.
 *
 * <p>Not for several threads.
 */
final class NearDuplicates {
  private static final int MOST_PATHS = 10_000;
  private static final int MOST_VARIANTS = 16;
  private static final int CLOSE = 3;
  private static final int FEWEST_WORDS = 60;

  private final LongSet contents = new LongSet(Frontier.MOST);
  private final Map<String, List<Long>> variants =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Long>> eldest) {
          return size() > MOST_PATHS;
        }
      };

  /** Returns a number that is the same for pages with the same title, words and links. */
  static long content(Page page) {
    byte[] words = (page.title() + '\n' + page.text()).getBytes(StandardCharsets.UTF_8);
    long hash = Hashing.farmHashFingerprint64().hashBytes(words).asLong();
    for (WebAddress link : page.links()) {
      String query = link.query();
      hash = mixed(hash, link.host().hashCode() + 31 * link.port());
      hash = mixed(hash, link.path().hashCode());
      hash = query == null ? hash : mixed(hash, query.hashCode());
    }
    return hash;
  }

  private static long mixed(long hash, int part) {
    long mixed = (hash ^ part) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }

  /** Adds a page by its number; returns whether none was the same. */
  boolean add(long content) {
    return contents.add(content);
  }

  /** Adds a page; returns whether another one with the same path is nearly the same. */
  boolean isVariant(WebAddress address, Page page) {
    if (address.query() == null) {
      return false;
    }
    long print = simhash(page.text());
    if (print == 0) {
      return false;
    }
    List<Long> others =
        variants.computeIfAbsent(address.origin() + address.path(), path -> new ArrayList<>());
    for (long other : others) {
      if (Long.bitCount(other ^ print) <= CLOSE) {
        return true;
      }
    }
    if (others.size() < MOST_VARIANTS) {
      others.add(print);
    }
    return false;
  }

  /** Returns a number that differs in few bits for texts that share most triples of words. */
  static long simhash(String text) {
    int[] votes = new int[64];
    String[] words = text.split(" ", -1);
    if (words.length < FEWEST_WORDS) {
      return 0;
    }
    for (int i = 0; i + 2 < words.length; i++) {
      long hash =
          Hashing.farmHashFingerprint64()
              .hashString(
                  words[i] + ' ' + words[i + 1] + ' ' + words[i + 2], StandardCharsets.UTF_8)
              .asLong();
      for (int bit = 0; bit < 64; bit++) {
        votes[bit] += (hash >>> bit & 1) == 0 ? -1 : 1;
      }
    }
    long print = 0;
    for (int bit = 0; bit < 64; bit++) {
      print |= votes[bit] > 0 ? 1L << bit : 0;
    }
    return print;
  }
}
