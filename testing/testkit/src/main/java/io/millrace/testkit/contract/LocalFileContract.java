package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.file.FileRef;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LocalFileDatasource} must do.
 *
 * @since 0.1
 */
public abstract class LocalFileContract extends DatasourceContract<LocalFileDatasource> {
  private static final int MOST_FILES = 10_000;

  /** Returns an item that stands for at least one file. */
  protected abstract DatasourceItem.LocalFile goodItem() throws Exception;

  /** Returns an item that must be refused: missing, or outside of what is allowed. */
  protected abstract DatasourceItem.LocalFile badItem() throws Exception;

  @Override
  final DatasourceType type() {
    return DatasourceType.LOCAL_FILE;
  }

  @Override
  final Callable<Object> goodRead() throws Exception {
    DatasourceItem.LocalFile item = goodItem();
    return () -> expand(item);
  }

  @Override
  final Optional<Callable<Object>> hangingRead() {
    return Optional.empty();
  }

  @Override
  final Optional<Callable<Object>> readAs(String credentialId) {
    return Optional.empty();
  }

  @Test
  protected void anItemStandsForTheSameFilesEachTime() throws Exception {
    DatasourceItem.LocalFile item = goodItem();

    assertThat(expand(item)).isNotEmpty().doesNotHaveDuplicates().isEqualTo(expand(item));
  }

  @Test
  protected void everyFileOfAnItemCanBeOpened() throws Exception {
    for (DatasourceItem.LocalFile file : expand(goodItem())) {
      FileRef ref = datasource().resolve(file);
      try (InputStream in = datasource().files().open(ref)) {
        assertThat(in.transferTo(OutputStream.nullOutputStream()))
            .as("bytes of %s", ref.filename())
            .isEqualTo(ref.size());
      }
    }
  }

  @Test
  protected void whatIsRefusedIsADatasourceException() throws Exception {
    DatasourceItem.LocalFile bad = badItem();

    assertFails(() -> expand(bad).stream().map(datasource()::resolve).toList());
    assertFails(() -> datasource().resolve(bad));
  }

  @Test
  protected void anItemMayBeLeftBeforeItsEnd() throws Exception {
    DatasourceItem.LocalFile item = goodItem();
    Stream<DatasourceItem.LocalFile> files = datasource().expand(item);
    assertThat(files.findFirst()).isPresent();

    files.close();

    assertThat(expand(item)).isNotEmpty();
  }

  private List<DatasourceItem.LocalFile> expand(DatasourceItem.LocalFile item) {
    try (Stream<DatasourceItem.LocalFile> files = datasource().expand(item)) {
      return files.limit(MOST_FILES).toList();
    }
  }
}
