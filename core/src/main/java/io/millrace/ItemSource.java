package io.millrace;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.datasource.OnlineDriveDatasource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a run, expanded one by one: a folder is listed no faster than its files are
 * processed. An item that cannot be expanded is passed on with the reason. Not thread-safe.
 */
final class ItemSource implements AutoCloseable {
  private final Iterator<DatasourceItem> requested;
  private final @Nullable Datasource datasource;
  private @Nullable Stream<? extends DatasourceItem> expansion;
  private @Nullable Iterator<? extends DatasourceItem> expanded;
  private @Nullable DatasourceItem current;

  ItemSource(List<DatasourceItem> requested, @Nullable Datasource datasource) {
    this.requested = requested.iterator();
    this.datasource = datasource;
  }

  /**
   * One item.
   *
   * @param error why it cannot be processed, or {@code null}
   */
  record Found(DatasourceItem item, @Nullable String error) {}

  /** Returns the next item, or {@code null} when there is none. */
  @Nullable Found next() {
    while (true) {
      DatasourceItem item = current;
      Iterator<? extends DatasourceItem> iterator = expanded;
      if (item != null && iterator != null) {
        try {
          if (iterator.hasNext()) {
            return new Found(iterator.next(), null);
          }
          endExpansion();
        } catch (RuntimeException e) {
          endExpansion();
          return new Found(item, textOf(e));
        }
      }
      if (!requested.hasNext()) {
        return null;
      }
      DatasourceItem wanted = requested.next();
      try {
        Stream<? extends DatasourceItem> stream = expand(wanted);
        if (stream == null) {
          return new Found(wanted, null);
        }
        current = wanted;
        expansion = stream;
        expanded = stream.iterator();
      } catch (RuntimeException e) {
        return new Found(wanted, textOf(e));
      }
    }
  }

  private @Nullable Stream<? extends DatasourceItem> expand(DatasourceItem item) {
    if (item instanceof DatasourceItem.LocalFile file
        && datasource instanceof LocalFileDatasource local) {
      return local.expand(file);
    } else if (item instanceof DatasourceItem.DriveFile file
        && datasource instanceof OnlineDriveDatasource drive) {
      return drive.expand(file);
    } else if (item instanceof DatasourceItem.OnlineDocument document
        && datasource instanceof OnlineDocumentDatasource documents) {
      return documents.expand(document);
    }
    return null;
  }

  private static String textOf(RuntimeException e) {
    String message = e.getMessage();
    return e instanceof DatasourceException && message != null
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  private void endExpansion() {
    if (expansion != null) {
      expansion.close();
    }
    expansion = null;
    expanded = null;
    current = null;
  }

  @Override
  public void close() {
    endExpansion();
  }
}
