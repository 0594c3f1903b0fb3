package com.example.rss;

import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;

/** Offers the datasource {@code rss} to the engine. */
public final class FeedProvider implements DatasourceProvider {

  /** For {@link java.util.ServiceLoader}; opens nothing. */
  public FeedProvider() {}

  @Override
  public String id() {
    return "rss";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.ONLINE_DOCUMENT;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Feeds(context.http());
  }
}
