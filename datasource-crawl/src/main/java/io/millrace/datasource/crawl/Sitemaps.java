package io.millrace.datasource.crawl;

import com.google.common.io.ByteStreams;
import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import io.millrace.datasource.crawl.PageArchive.Resource;
import io.millrace.datasource.crawl.StoredPage.Validators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a site's own lists of its pages: XML, text and feeds, packed or not, and lists of lists.
 */
final class Sitemaps {
  private static final Logger log = LoggerFactory.getLogger(Sitemaps.class);
  private static final int MOST_FILES = 1_000;
  private static final int MOST_BYTES = 50 << 20;
  private static final int REDIRECTS = 3;

  private static final int MOST_KEPT = 8 << 20;

  private final PageFetcher fetcher;
  private final @Nullable PageArchive archive;
  private final long gap;

  /**
   * @param archive keeps them, so that they are read again only when they have changed
   * @param gap how long to leave between two requests, in nanoseconds
   */
  Sitemaps(PageFetcher fetcher, @Nullable PageArchive archive, long gap) {
    this.fetcher = fetcher;
    this.archive = archive;
    this.gap = gap;
  }

  /**
   * Passes on the pages of lists.
   *
   * @param first the lists to begin with
   * @param site the site that further lists must be of
   * @param wanted is told of each page and says whether to go on
   */
  void read(List<WebAddress> first, String site, Predicate<WebAddress> wanted) {
    Deque<WebAddress> open = new ArrayDeque<>(first);
    Set<WebAddress> seen = new HashSet<>(first);
    for (int files = 0; !open.isEmpty() && files < MOST_FILES; files++) {
      WebAddress file = open.remove();
      byte[] bytes = fetch(file);
      if (bytes == null) {
        continue;
      }
      AbstractSiteMap map = parse(file, bytes);
      if (map instanceof SiteMapIndex index) {
        for (AbstractSiteMap child : index.getSitemaps()) {
          WebAddress address = WebAddress.parse(child.getUrl().toString());
          if (address != null && address.site().equals(site) && seen.add(address)) {
            open.add(address);
          }
        }
      } else if (map instanceof SiteMap pages && !pages(pages, wanted)) {
        return;
      }
    }
  }

  private static boolean pages(SiteMap map, Predicate<WebAddress> wanted) {
    for (SiteMapURL url : map.getSiteMapUrls()) {
      WebAddress address = WebAddress.parse(url.getUrl().toString());
      if (address != null && !wanted.test(address)) {
        return false;
      }
    }
    return true;
  }

  private byte @Nullable [] fetch(WebAddress file) {
    Resource stored = archive == null ? null : archive.resource(file.toString());
    Validators validators = stored == null ? Validators.NONE : stored.validators();
    WebAddress at = file;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      LockSupport.parkNanos(gap);
      Fetched answer = fetcher.fetch(at, validators, type -> MOST_BYTES);
      if (answer instanceof Fetched.Moved moved) {
        at = moved.target();
      } else if (answer instanceof Fetched.Unchanged && stored != null) {
        return unpacked(stored.body(), file);
      } else if (answer instanceof Fetched.Body body) {
        keep(file, body);
        return unpacked(body.bytes(), file);
      } else {
        return null;
      }
    }
    return null;
  }

  private void keep(WebAddress file, Fetched.Body body) {
    if (archive != null && !body.validators().isEmpty() && body.bytes().length <= MOST_KEPT) {
      archive.save(file.toString(), new Resource(body.status(), body.validators(), body.bytes()));
    }
  }

  private static byte @Nullable [] unpacked(byte[] bytes, WebAddress file) {
    if (bytes.length < 2 || bytes[0] != (byte) 0x1f || bytes[1] != (byte) 0x8b) {
      return bytes;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = ByteStreams.limit(in, MOST_BYTES + 1L).readAllBytes();
      return plain.length > MOST_BYTES ? null : plain;
    } catch (IOException e) {
      log.debug("The site map {} cannot be unpacked", file, e);
      return null;
    }
  }

  private static @Nullable AbstractSiteMap parse(WebAddress file, byte[] bytes) {
    try {
      SiteMapParser parser = new SiteMapParser(false, true);
      return parser.parseSiteMap(bytes, file.uri().toURL());
    } catch (UnknownFormatException | IOException e) {
      log.debug("{} is no site map", file, e);
      return null;
    }
  }
}
