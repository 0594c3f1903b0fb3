package io.millrace.cli;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the pipeline file that a command names. */
final class PipelineFiles {
  private PipelineFiles() {}

  static Pipeline read(Path file) {
    return new PipelineReader().read(existing(file));
  }

  static Path existing(Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(
          "'%s' is a directory: name the pipeline file first, then what to process"
              .formatted(file));
    } else if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "No pipeline file '%s'. Export one from Dify, or take one of examples/pipelines"
              .formatted(file));
    }
    return file;
  }
}
