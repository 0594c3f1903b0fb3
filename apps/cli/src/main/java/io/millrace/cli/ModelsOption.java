package io.millrace.cli;

import io.millrace.PipelineEngine;
import io.millrace.model.langchain4j.ModelSettingsException;
import io.millrace.model.langchain4j.OpenAiModels;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which servers have the models that a pipeline names; shared by the commands that use models. */
final class ModelsOption {
  @Option(
      names = "--models",
      paramLabel = "FILE",
      defaultValue = "${env:MILLRACE_MODELS}",
      description =
          "JSON file that maps the pipeline's models to servers that speak OpenAI's protocol; see"
              + " docs/models.md (default: the file that MILLRACE_MODELS names, else none).")
  @Nullable Path file;

  /** Adds the models to an engine. */
  void addTo(PipelineEngine.Builder builder) {
    Path settings = file;
    if (settings == null || settings.toString().isEmpty()) {
      return;
    }
    try {
      for (OpenAiModels models : OpenAiModels.read(settings)) {
        builder.addChatModels(models).addEmbeddings(models).addRerankModels(models);
      }
    } catch (ModelSettingsException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }
}
