package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.OnlineDriveDatasource.BrowseRequest;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.OnlineDriveDatasource.Listing;
import io.millrace.file.FileRef;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OnlineDriveDatasource} must do.
 *
 * @since 0.1
 */
public abstract class OnlineDriveContract extends DatasourceContract<OnlineDriveDatasource> {
  private static final int MOST_PAGES = 1_000;
  private static final int MOST_FILES = 10_000;

  /**
   * Returns a folder with at least three files, one of them in a folder below it, of a drive that
   * keeps downloads in {@link #files()}.
   */
  protected abstract DatasourceItem.DriveFile folder() throws Exception;

  /** Returns a file that there is not. */
  protected abstract DatasourceItem.DriveFile unknownFile() throws Exception;

  /** Returns a file of a service that never answers; none unless overridden. */
  protected Optional<DatasourceItem.DriveFile> fileThatIsNeverAnswered() throws Exception {
    return Optional.empty();
  }

  /** Returns a folder that there is not, where the service tells; none unless overridden. */
  protected Optional<DatasourceItem.DriveFile> unknownFolder() throws Exception {
    return Optional.empty();
  }

  /** Returns whether a page has at most as many entries as it is asked for; true by default. */
  protected boolean supportsShortPages() {
    return true;
  }

  @Override
  final DatasourceType type() {
    return DatasourceType.ONLINE_DRIVE;
  }

  @Override
  final Callable<Object> goodRead() throws Exception {
    DatasourceItem.DriveFile folder = folder();
    return () -> expand(folder);
  }

  @Override
  final Optional<Callable<Object>> hangingRead() throws Exception {
    return fileThatIsNeverAnswered().map(file -> () -> datasource().download(file));
  }

  @Override
  final Optional<Callable<Object>> readAs(String credentialId) throws Exception {
    DatasourceItem.DriveFile folder = folder();
    DatasourceItem.DriveFile signed =
        new DatasourceItem.DriveFile(
            folder.id(),
            folder.folder(),
            folder.bucket(),
            folder.name(),
            signedInAs(credentialId, folder.entry()));
    return Optional.of(() -> expand(signed));
  }

  @Test
  protected void aLevelIsListedInPagesThatEnd() throws Exception {
    List<Entry> entries = level(folder().id(), 1);

    assertThat(entries).isNotEmpty();
    assertThat(entries).extracting(Entry::id).doesNotHaveDuplicates();
  }

  @Test
  protected void aPageIsNotLongerThanItIsAskedFor() throws Exception {
    assumeTrue(supportsShortPages(), "the drive says that its service counts in another way");
    assertThat(datasource().browse(request(folder().id(), 1, null)).files())
        .hasSizeLessThanOrEqualTo(1);
    assertThat(datasource().browse(request(folder().id(), 2, null)).files())
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  protected void aFolderStandsForWhatIsSeenByGoingThroughIt() throws Exception {
    List<DatasourceItem.DriveFile> files = expand(folder());
    List<Entry> seen = new ArrayList<>();
    Deque<String> folders = new ArrayDeque<>(List.of(folder().id()));
    while (!folders.isEmpty() && seen.size() < MOST_PAGES) {
      for (Entry entry : level(folders.remove(), 100)) {
        if (entry.folder()) {
          folders.add(entry.id());
        } else {
          seen.add(entry);
        }
      }
    }

    assertThat(files)
        .extracting(DatasourceItem.DriveFile::id)
        .containsExactlyInAnyOrderElementsOf(seen.stream().map(Entry::id).toList());
    for (Entry entry : seen) {
      assertThat(files)
          .filteredOn(file -> file.id().equals(entry.id()))
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file.entry()).as(entry.name()).containsAllEntriesOf(entry.metadata());
                if (entry.size() > 0 && file.entry().get("size") instanceof Number size) {
                  assertThat(size.longValue()).as("size of %s", file.id()).isEqualTo(entry.size());
                }
              });
    }
  }

  @Test
  protected void aFolderThatIsNotThereIsADatasourceException() throws Exception {
    Optional<DatasourceItem.DriveFile> unknown = unknownFolder();
    assumeTrue(unknown.isPresent(), "the service does not tell a missing folder from an empty one");

    assertFails(() -> datasource().browse(request(unknown.orElseThrow().id(), 20, null)));
  }

  @Test
  protected void aFolderStandsForEveryFileBelowItOnce() throws Exception {
    List<DatasourceItem.DriveFile> files = expand(folder());

    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    assertThat(files).extracting(DatasourceItem.DriveFile::id).doesNotHaveDuplicates();
    assertThat(files).noneMatch(DatasourceItem.DriveFile::folder);
  }

  @Test
  protected void aFileStandsForItself() throws Exception {
    DatasourceItem.DriveFile file = expand(folder()).get(0);

    assertThat(expand(file)).extracting(DatasourceItem.DriveFile::id).containsExactly(file.id());
  }

  @Test
  protected void aFolderMayBeLeftBeforeItsEnd() throws Exception {
    Stream<DatasourceItem.DriveFile> files = datasource().expand(folder());
    assertThat(files.findFirst()).isPresent();

    files.close();

    assertThat(expand(folder())).isNotEmpty();
  }

  @Test
  protected void aFolderIsReadNoFurtherThanItsFilesAreTaken() throws Exception {
    DatasourceItem.DriveFile folder = folder();
    assertLazy(
        () -> {
          try (Stream<DatasourceItem.DriveFile> files = datasource().expand(folder)) {
            return files.findFirst();
          }
        },
        () -> expand(folder));
  }

  @Test
  protected void everyFileIsDownloaded() throws Exception {
    for (DatasourceItem.DriveFile file : expand(folder())) {
      FileRef downloaded = datasource().download(file);

      assertThat(downloaded.reference()).as("where %s is kept", file.id()).isNotBlank();
      try (InputStream in = files().open(downloaded)) {
        long size = in.transferTo(OutputStream.nullOutputStream());
        assertThat(size).as("bytes of %s", file.id()).isEqualTo(downloaded.size());
        if (file.entry().get("size") instanceof Number listed) {
          assertThat(size).as("bytes of %s, as listed", file.id()).isEqualTo(listed.longValue());
        }
      }
    }
  }

  @Test
  protected void anUnknownFileIsADatasourceException() throws Exception {
    DatasourceItem.DriveFile unknown = unknownFile();

    assertFails(() -> datasource().download(unknown));
  }

  private List<Entry> level(String folder, int maxKeys) throws Exception {
    List<Entry> entries = new ArrayList<>();
    Map<String, Object> next = null;
    int pages = 0;
    do {
      Listing listing = datasource().browse(request(folder, maxKeys, next));
      entries.addAll(listing.files());
      next = listing.nextPageParameters();
    } while (next != null && ++pages < MOST_PAGES);
    assertThat(next).as("what asks for a further page after %d", pages).isNull();
    return entries;
  }

  private BrowseRequest request(String id, int maxKeys, @Nullable Map<String, Object> next)
      throws Exception {
    DatasourceItem.DriveFile folder = folder();
    return new BrowseRequest(
        folder.credentialId(), folder.bucket(), id.isEmpty() ? null : id, maxKeys, next);
  }

  private List<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
    try (Stream<DatasourceItem.DriveFile> files = datasource().expand(item)) {
      return files.limit(MOST_FILES).toList();
    }
  }
}
