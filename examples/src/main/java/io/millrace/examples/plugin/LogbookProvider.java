package io.millrace.examples.plugin;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;

/** Offers the pages of the mill's log book as online documents. */
public final class LogbookProvider implements DatasourceProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public LogbookProvider() {}

  @Override
  public String id() {
    return "logbook";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.ONLINE_DOCUMENT;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Logbook();
  }
}
