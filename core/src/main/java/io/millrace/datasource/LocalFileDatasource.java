package io.millrace.datasource;

import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import java.util.stream.Stream;

/**
 * Reads files: uploads by id, and paths under roots that the host allows.
 *
 * @since 0.1
 */
public non-sealed interface LocalFileDatasource extends Datasource {

  /**
   * Returns the files that an item stands for: itself, or what a folder or glob holds, in a stable
   * order. Must be lazy and in bounded memory, must not leave the allowed roots, and the caller
   * closes it.
   *
   * @throws DatasourceException if the item names nothing, or something that is refused
   */
  Stream<DatasourceItem.LocalFile> expand(DatasourceItem.LocalFile item);

  /**
   * Returns the file that an expanded item refers to.
   *
   * @throws DatasourceException if there is none
   */
  FileRef resolve(DatasourceItem.LocalFile item);

  /**
   * Returns what opens the files that {@link #resolve} returned and the file store does not keep.
   */
  FileSource files();
}
