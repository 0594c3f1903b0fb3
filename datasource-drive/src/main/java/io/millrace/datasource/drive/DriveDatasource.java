package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.SafeNames.quoted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.error.MillraceException;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Every drive's datasource, over its {@link Drive}. */
final class DriveDatasource implements OnlineDriveDatasource {
  private static final int MAX_KEYS = 1000;

  private final OpenDrives drives;
  private final Download download;
  private final Limits limits;
  private final ExecutorService ahead =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setNameFormat("millrace-drive-%d").setDaemon(true).build());

  DriveDatasource(OpenDrives drives, Download download, Limits limits) {
    this.drives = drives;
    this.download = download;
    this.limits = limits;
  }

  @Override
  public Listing browse(BrowseRequest request) {
    return plainly(
        () -> {
          Drive drive = drives.of(request.credentialId());
          String bucket = blankToNull(request.bucket());
          String prefix = request.prefix() == null ? "" : request.prefix();
          int limit = Math.max(1, Math.min(request.maxKeys(), MAX_KEYS));
          String cursor = cursorOf(drive, request.nextPageParameters());
          DrivePage page =
              drive.list(new ListRequest(new Location(bucket, prefix), limit, cursor, false));
          return listing(drive, bucket, page);
        });
  }

  private static Listing listing(Drive drive, @Nullable String bucket, DrivePage page) {
    ImmutableList<Entry> files =
        page.entries().stream()
            .filter(entry -> !entry.isBucket())
            .map(DriveItems::rowOf)
            .collect(ImmutableList.toImmutableList());
    ImmutableList<String> buckets =
        page.entries().stream()
            .filter(DriveEntry::isBucket)
            .map(DriveEntry::name)
            .collect(ImmutableList.toImmutableList());
    String cursor = page.cursor();
    Map<String, Object> next = cursor == null ? null : ImmutableMap.of(drive.cursorName(), cursor);
    return new Listing(bucket, files, next, buckets);
  }

  private static @Nullable String cursorOf(Drive drive, @Nullable Map<String, Object> parameters) {
    Object cursor = parameters == null ? null : parameters.get(drive.cursorName());
    if (cursor == null && parameters != null && !parameters.isEmpty()) {
      throw DatasourceException.permanent(
          "next_page_parameters has no '%s'. Send back what the page before returned, unchanged"
              .formatted(drive.cursorName()),
          null);
    }
    return cursor == null ? null : cursor.toString();
  }

  @Override
  public Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
    Drive drive = plainly(() -> drives.of(item.credentialId()));
    if (!item.folder()) {
      return Stream.of(item).map(file -> completed(drive, file));
    }
    Expansion found = new Expansion(drive, DriveItems.entryOf(item), limits, ahead);
    Spliterator<DriveEntry> files =
        Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(files, false).map(entry -> DriveItems.itemOf(entry, item));
  }

  /** A file that cannot be told of is passed on: its download says why. */
  private static DatasourceItem.DriveFile completed(Drive drive, DatasourceItem.DriveFile file) {
    try {
      return DriveItems.completed(file, drive.stat(DriveItems.entryOf(file).place()));
    } catch (IOException | MillraceException told) {
      return file;
    }
  }

  @Override
  public FileRef download(DatasourceItem.DriveFile item) {
    String problem = DriveItems.problemOf(item);
    if (problem != null) {
      throw DatasourceException.permanent(problem, null);
    }
    DriveEntry wanted = DriveItems.entryOf(item);
    if (item.folder()) {
      throw DatasourceException.permanent(
          "Cannot download folder %s. Please select a file.".formatted(quoted(wanted.name())),
          null);
    }
    return plainly(() -> download.store(drives.of(item.credentialId()), wanted));
  }

  @Override
  public void close() {
    ahead.shutdownNow();
    drives.close();
  }

  @FunctionalInterface
  private interface Reading<T> {
    T get() throws IOException;
  }

  /** Whatever is wrong comes as the one exception that datasources throw. */
  private static <T> T plainly(Reading<T> reading) {
    try {
      return reading.get();
    } catch (DatasourceException e) {
      throw e;
    } catch (MillraceException e) {
      throw DatasourceException.permanent(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw DatasourceException.retriable(
          e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
