package io.millrace.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The body of a run (spec/01 §3.1); read by {@link io.millrace.RunRequest#fromJson}, described by
 * this.
 */
record RunBody(
    @JsonProperty(required = true) Map<String, Object> inputs,
    @JsonProperty(required = true) SourceType datasourceType,
    @JsonProperty(required = true) List<Map<String, Object>> datasourceInfoList,
    @JsonProperty(required = true) String startNodeId,
    @JsonProperty(required = true) Boolean isPublished,
    @JsonProperty(required = true) Mode responseMode) {

  /** The kinds of datasources. */
  enum SourceType {
    LOCAL_FILE,
    ONLINE_DOCUMENT,
    WEBSITE_CRAWL,
    ONLINE_DRIVE
  }

  /** How the answer comes. */
  enum Mode {
    STREAMING,
    BLOCKING
  }
}
