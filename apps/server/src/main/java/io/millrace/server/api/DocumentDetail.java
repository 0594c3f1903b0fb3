package io.millrace.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * One document (spec/06 §7.3).
 *
 * @param document what lists show of it
 */
record DocumentDetail(
    @JsonUnwrapped DocumentView document,
    @Nullable Object datasetProcessRule,
    @Nullable Object documentProcessRule,
    @Nullable String docLanguage,
    @Nullable String docType,
    @Nullable Long completedAt,
    @Nullable Long updatedAt,
    @Nullable @JsonInclude Double indexingLatency,
    int segmentCount,
    long averageSegmentLength) {}
