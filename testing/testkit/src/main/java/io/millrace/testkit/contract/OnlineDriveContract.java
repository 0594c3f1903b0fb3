package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.OnlineDriveDatasource.BrowseRequest;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.OnlineDriveDatasource.Listing;
import java.util.ArrayList;
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

  /** Returns a folder with at least three files, one of them in a folder below it. */
  protected abstract DatasourceItem.DriveFile folder() throws Exception;

  /** Returns a file that there is not. */
  protected abstract DatasourceItem.DriveFile unknownFile() throws Exception;

  /** Returns a file of a service that never answers; none unless overridden. */
  protected Optional<DatasourceItem.DriveFile> fileThatIsNeverAnswered() throws Exception {
    return Optional.empty();
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
    List<Entry> entries = new ArrayList<>();
    Map<String, Object> next = null;
    int pages = 0;
    do {
      Listing listing = datasource().browse(request(1, next));
      entries.addAll(listing.files());
      next = listing.nextPageParameters();
    } while (next != null && ++pages < MOST_PAGES);

    assertThat(next).as("what asks for a further page after %d", pages).isNull();
    assertThat(entries).isNotEmpty();
    assertThat(entries).extracting(Entry::id).doesNotHaveDuplicates();
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
    try (Stream<DatasourceItem.DriveFile> files = datasource().expand(folder())) {
      assertThat(files.findFirst()).isPresent();
    }
  }

  @Test
  protected void everyFileIsDownloaded() throws Exception {
    for (DatasourceItem.DriveFile file : expand(folder())) {
      assertThat(datasource().download(file).reference()).isNotBlank();
    }
  }

  @Test
  protected void anUnknownFileIsADatasourceException() throws Exception {
    DatasourceItem.DriveFile unknown = unknownFile();

    assertThatThrownBy(() -> datasource().download(unknown))
        .isInstanceOf(DatasourceException.class)
        .message()
        .isNotBlank();
  }

  private BrowseRequest request(int maxKeys, @Nullable Map<String, Object> next) throws Exception {
    DatasourceItem.DriveFile folder = folder();
    return new BrowseRequest(
        folder.credentialId(),
        folder.bucket(),
        folder.id().isEmpty() ? null : folder.id(),
        maxKeys,
        next);
  }

  private List<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
    try (Stream<DatasourceItem.DriveFile> files = datasource().expand(item)) {
      return files.toList();
    }
  }
}
