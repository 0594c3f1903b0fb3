package io.millrace.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a datasource node's own run (spec/01 §6). */
record DatasourceBody(
    @JsonProperty(required = true) Map<String, Object> inputs,
    @JsonProperty(required = true) RunBody.SourceType datasourceType,
    @JsonProperty(required = true) Boolean isPublished,
    @Nullable String credentialId) {}
