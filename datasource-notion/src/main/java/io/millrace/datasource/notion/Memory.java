package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;

/** What several documents of a run ask for: titles of linked pages, columns of databases. */
final class Memory {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Cache<String, String> titles =
      CacheBuilder.newBuilder().maximumSize(20_000).expireAfterWrite(FRESH).build();
  private final Cache<String, JsonNode> columns =
      CacheBuilder.newBuilder().maximumSize(200).expireAfterWrite(FRESH).build();

  Cache<String, String> titles() {
    return titles;
  }

  /** Columns of tables, by credential and table. */
  Cache<String, JsonNode> columns() {
    return columns;
  }
}
