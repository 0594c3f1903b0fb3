package io.millrace.testkit.fake;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * An {@code online_drive} datasource whose files are in memory. A file's id is its path; a folder's
 * is its path with a slash at the end.
 *
 * @since 0.1
 */
public final class InMemoryDrive implements DatasourceProvider {
  private final String id;
  private final ConcurrentSkipListMap<String, String> files = new ConcurrentSkipListMap<>();

  /** Makes a drive without files, which pipeline files know by this provider name. */
  public InMemoryDrive(String id) {
    this.id = id;
  }

  /** Adds or replaces a file of text. */
  public InMemoryDrive file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** Returns what a run is asked for to read a file, or all files below a folder. */
  public static DatasourceItem.DriveFile item(String path) {
    String name = path.replaceFirst("/$", "").replaceFirst(".*/", "");
    return new DatasourceItem.DriveFile(
        path, path.isEmpty() || path.endsWith("/"), null, name, Map.of());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.ONLINE_DRIVE;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Reading(files, context.files());
  }

  private record Reading(ConcurrentSkipListMap<String, String> files, FileStore store)
      implements OnlineDriveDatasource {
    @Override
    public Listing browse(BrowseRequest request) {
      String prefix = request.prefix() == null ? "" : request.prefix();
      Set<String> level = new LinkedHashSet<>();
      for (String path : files.tailMap(prefix, true).keySet()) {
        if (!path.startsWith(prefix)) {
          break;
        }
        int slash = path.indexOf('/', prefix.length());
        level.add(slash < 0 ? path : path.substring(0, slash + 1));
      }
      if (level.isEmpty() && !prefix.isEmpty()) {
        throw missing("folder", prefix);
      }
      Map<String, Object> next = request.nextPageParameters();
      int from = next != null && next.get("from") instanceof Number start ? start.intValue() : 0;
      int to = Math.min(level.size(), from + request.maxKeys());
      ImmutableList<Entry> page =
          ImmutableList.copyOf(level).subList(Math.min(from, to), to).stream()
              .map(path -> new Entry(path, item(path).name(), size(path), path.endsWith("/")))
              .collect(ImmutableList.toImmutableList());
      return new Listing(null, page, to < level.size() ? Map.of("from", to) : null);
    }

    private long size(String path) {
      return files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
      return item.folder()
          ? files.tailMap(item.id(), true).keySet().stream()
              .takeWhile(path -> path.startsWith(item.id()))
              .map(InMemoryDrive::item)
          : Stream.of(item);
    }

    @Override
    public FileRef download(DatasourceItem.DriveFile item) {
      String text = files.get(item.id());
      if (text == null) {
        throw missing("file", item.id());
      }
      try {
        return store.save(
            NewFile.upload(item.name(), null),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw DatasourceException.retriable("The file '%s' was not kept".formatted(item.id()), e);
      }
    }

    private DatasourceException missing(String what, String id) {
      return DatasourceException.permanent(
          "There is no %s '%s'. There are: %s".formatted(what, id, files.keySet()), null);
    }
  }
}
