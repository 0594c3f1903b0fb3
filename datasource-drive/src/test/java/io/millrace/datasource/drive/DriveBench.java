package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A datasource on the bench: found as an engine finds it, with credentials and a store of its own.
 */
public final class DriveBench implements AutoCloseable, CredentialStore, HttpTransport {
  private final EgressGate gate =
      EgressGate.builder().allowHost("127.0.0.1").resolver(DriveBench::addresses).build();
  private final HttpTransport http =
      ServiceLoader.load(HttpTransportProvider.class).findFirst().orElseThrow().open(gate);
  private final Map<String, String> settings =
      new LinkedHashMap<>(Map.of("drive.retry-delay-ms", "1"));
  private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
  private final DatasourceProvider provider;
  private final List<Path> roots = new ArrayList<>();
  private FileStore files = new InMemoryFileStore();
  private @Nullable OnlineDriveDatasource datasource;

  /** The calls that were sent, as method and path with query. */
  public final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  /** Changes answers before the datasource sees them. */
  public volatile BiFunction<HttpCall, HttpReply, HttpReply> fault = (call, reply) -> reply;

  /** Sees each call before it is sent. */
  public volatile Consumer<HttpCall> asked = call -> {};

  /** No test asks a name server. */
  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    if (!InetAddresses.isInetAddress(host)) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddresses.forString(host));
  }

  public DriveBench(String provider, Map<String, String> credential) {
    this.provider =
        ServiceLoader.load(DatasourceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(one -> one.id().equals(provider))
            .findFirst()
            .orElseThrow();
    credential("default", credential);
  }

  public DriveBench credential(String id, Map<String, String> values) {
    credentials.put(id, new Credential(id, id, provider.id(), ImmutableMap.copyOf(values)));
    return this;
  }

  public DriveBench setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  public DriveBench root(Path root) {
    roots.add(root);
    return this;
  }

  public DriveBench files(FileStore store) {
    files = store;
    return this;
  }

  public OnlineDriveDatasource open() {
    OnlineDriveDatasource opened = datasource;
    if (opened == null) {
      opened =
          (OnlineDriveDatasource)
              provider.open(
                  new DatasourceContext(
                      files,
                      this,
                      this,
                      ImmutableList.copyOf(roots),
                      ImmutableMap.copyOf(settings),
                      gate,
                      Optional.empty()));
      datasource = opened;
    }
    return opened;
  }

  public static DatasourceItem.DriveFile file(@Nullable String bucket, String id) {
    return item(bucket, id, false);
  }

  public static DatasourceItem.DriveFile folder(@Nullable String bucket, String id) {
    return item(bucket, id, true);
  }

  private static DatasourceItem.DriveFile item(@Nullable String bucket, String id, boolean folder) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put("type", folder ? "folder" : "file");
    return new DatasourceItem.DriveFile(id, folder, bucket, "untitled", entry);
  }

  /** Returns the items that an item stands for. */
  public List<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
    try (Stream<DatasourceItem.DriveFile> found = open().expand(item)) {
      return found.toList();
    }
  }

  /** Returns the ids of the files below a folder. */
  public List<String> ids(@Nullable String bucket, String id) {
    return expand(folder(bucket, id)).stream().map(DatasourceItem.DriveFile::id).toList();
  }

  /** Returns the text of a file. */
  public String text(DatasourceItem.DriveFile item) {
    FileRef file = open().download(item);
    try (InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public OnlineDriveDatasource.Listing browse(
      @Nullable String bucket,
      @Nullable String prefix,
      int keys,
      @Nullable Map<String, Object> next) {
    return open().browse(new OnlineDriveDatasource.BrowseRequest(null, bucket, prefix, keys, next));
  }

  @Override
  public HttpReply send(HttpCall call) throws IOException {
    String query = call.uri().getRawQuery();
    asked.accept(call);
    sent.add(call.method() + " " + call.uri().getRawPath() + (query == null ? "" : "?" + query));
    return fault.apply(call, http.send(call));
  }

  @Override
  public Optional<Credential> find(String id) {
    return Optional.ofNullable(credentials.get(id));
  }

  @Override
  public Optional<Credential> defaultFor(String wanted) {
    return find("default");
  }

  @Override
  public void replace(Credential refreshed) {
    credentials.put(refreshed.id(), refreshed);
  }

  @Override
  public void close() {
    OnlineDriveDatasource opened = datasource;
    if (opened != null) {
      opened.close();
    }
    http.close();
  }
}
