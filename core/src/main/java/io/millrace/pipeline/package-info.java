/**
 * Pipeline files: read, write, build and validate the graph that people draw in Dify's canvas.
 *
 * <p>Start at {@link io.millrace.pipeline.PipelineReader} for a file, or at {@link
 * io.millrace.pipeline.Pipeline#builder(String)} for a pipeline made in code. {@link
 * io.millrace.pipeline.PipelineValidator} lists what is wrong with either, {@link
 * io.millrace.pipeline.DegradationReport} what an engine can run of it, {@link
 * io.millrace.pipeline.PipelineInputs} checks what a run is given, and {@link
 * io.millrace.pipeline.PipelineRepository} keeps drafts and published versions.
 */
@NullMarked
package io.millrace.pipeline;

import org.jspecify.annotations.NullMarked;
