package io.millrace.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * A version of a pipeline that was published.
 *
 * @param version the time of publication in UTC, such as {@code 2026-03-01 09:30:00.000123}; later
 *     versions sort later
 * @param pipeline what was published
 * @since 0.1
 */
public record PublishedPipeline(String version, Pipeline pipeline) {
  public PublishedPipeline {
    requireNonNull(version, "version");
    requireNonNull(pipeline, "pipeline");
  }
}
