package io.millrace.testkit.fake;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import java.util.stream.Stream;

/**
 * Reads uploads of the engine's file store, and nothing else: a {@code local_file} datasource for
 * tests that need no folders.
 *
 * @since 0.1
 */
public final class UploadedFiles implements DatasourceProvider {

  @Override
  public String id() {
    return "file";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.LOCAL_FILE;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Uploads(context.files());
  }

  private record Uploads(FileSource files) implements LocalFileDatasource {
    @Override
    public Stream<DatasourceItem.LocalFile> expand(DatasourceItem.LocalFile item) {
      resolve(item);
      return Stream.of(item);
    }

    @Override
    public FileRef resolve(DatasourceItem.LocalFile item) {
      return files
          .find(item.reference())
          .orElseThrow(
              () ->
                  DatasourceException.permanent(
                      "There is no upload '%s'".formatted(item.reference()), null));
    }

    @Override
    public FileSource files() {
      return files;
    }
  }
}
