package io.millrace.datasource;

/**
 * A way to read from one kind of place. One instance serves an engine for its whole life.
 *
 * <p>Implementations must be safe for use by many threads, must answer an interrupt of the calling
 * thread by ending soon, must give every wait a deadline, and must report what cannot be read as a
 * {@link DatasourceException}, never as an empty result.
 *
 * @since 0.1
 */
public sealed interface Datasource extends AutoCloseable
    permits LocalFileDatasource,
        OnlineDocumentDatasource,
        WebsiteCrawlDatasource,
        OnlineDriveDatasource {

  /** Stops whatever still runs. */
  @Override
  default void close() {}
}
