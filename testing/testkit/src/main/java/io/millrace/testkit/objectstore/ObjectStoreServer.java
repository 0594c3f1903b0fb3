package io.millrace.testkit.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.testkit.server.Exchange;
import io.millrace.testkit.server.LoopbackSite;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * An object store over loopback that speaks the reading half of S3's protocol, path style: buckets,
 * listings in pages with prefix and delimiter, objects with ranges and ETags. It refuses what is
 * not signed with its keys (Signature Version 4), in S3's own words.
 *
 * <p>Filled by {@link #put}; objects are in memory. What goes wrong is set at {@link #site()}:
 * {@code site().next("report.pdf", 1, Nasty.truncates("…"))}.
 *
 * @since 0.1
 */
public final class ObjectStoreServer implements AutoCloseable {
  /** The access key that it accepts. */
  public static final String ACCESS_KEY = "millrace-key";

  /** The secret key that belongs to it. */
  public static final String SECRET_KEY = "millrace-secret";

  private static final String XML = "application/xml";

  private final LoopbackSite site;
  private final Map<String, NavigableMap<String, StoredObject>> buckets =
      new ConcurrentSkipListMap<>();
  private volatile int pageSize = 1_000;

  private ObjectStoreServer(LoopbackSite site) {
    this.site = site;
    site.otherwise(this::serve);
  }

  /** Starts a store without buckets on a free port. */
  public static ObjectStoreServer start() throws IOException {
    return new ObjectStoreServer(LoopbackSite.open());
  }

  /** Returns the address to give to clients as the endpoint. */
  public String endpoint() {
    return "http://127.0.0.1:" + site.port();
  }

  /** Returns the server itself: its log, and its faults. */
  public LoopbackSite site() {
    return site;
  }

  /** Adds an empty bucket. */
  public ObjectStoreServer bucket(String name) {
    buckets.computeIfAbsent(name, unused -> new ConcurrentSkipListMap<>());
    return this;
  }

  /** Adds or replaces an object, and its bucket where there is none. */
  public ObjectStoreServer put(String bucket, String key, byte[] content) {
    bucket(bucket);
    objects(bucket).put(key, StoredObject.of(content));
    return this;
  }

  /** Adds or replaces an object of text. */
  public ObjectStoreServer put(String bucket, String key, String text) {
    return put(bucket, key, text.getBytes(UTF_8));
  }

  /** Removes an object, if there is one. */
  public ObjectStoreServer remove(String bucket, String key) {
    objects(bucket).remove(key);
    return this;
  }

  /**
   * Sets how many entries a page of a listing has at most, whatever is asked for; 1,000 at first.
   */
  public ObjectStoreServer pagesOf(int entries) {
    pageSize = entries;
    return this;
  }

  private NavigableMap<String, StoredObject> objects(String bucket) {
    NavigableMap<String, StoredObject> objects = buckets.get(bucket);
    if (objects == null) {
      throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    return objects;
  }

  private void serve(Exchange exchange) throws IOException {
    try {
      Signatures.check(exchange.request());
      answer(exchange);
    } catch (S3Error e) {
      exchange.send(e.status(), XML, e.xml(exchange.request().path()));
    }
  }

  private void answer(Exchange exchange) throws IOException {
    String method = exchange.request().method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new S3Error(501, "NotImplemented", "This store is only read");
    }
    String path = Signatures.decoded(exchange.request().path()).substring(1);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    if (bucket.isEmpty()) {
      exchange.send(200, XML, Listings.buckets(buckets.keySet()));
    } else if (key.isEmpty()) {
      Map<String, String> query = Signatures.query(exchange.request().query());
      exchange.send(200, XML, Listings.objects(bucket, objects(bucket), query, pageSize));
    } else {
      send(exchange, objects(bucket).get(key));
    }
  }

  private static void send(Exchange exchange, @Nullable StoredObject object) throws IOException {
    if (object == null) {
      throw new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    }
    exchange.header("ETag", object.etag());
    exchange.header("Last-Modified", object.httpDate());
    exchange.header("Accept-Ranges", "bytes");
    String match = exchange.requestHeader("If-Match");
    if (match != null && !match.equals(object.etag())) {
      throw new S3Error(412, "PreconditionFailed", "The object is another one by now");
    }
    String range = exchange.requestHeader("Range");
    if (range == null) {
      exchange.send(200, "application/octet-stream", object.content());
      return;
    }
    ByteRange part = ByteRange.of(range, object.content().length);
    exchange.header("Content-Range", part.header());
    exchange.send(206, "application/octet-stream", part.of(object.content()));
  }

  @Override
  public void close() throws IOException {
    site.close();
  }
}
