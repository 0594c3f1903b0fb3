package io.millrace.examples;

import com.google.common.collect.ImmutableSet;
import io.millrace.PipelineEngine;
import io.millrace.RunRequest;
import io.millrace.RunResult;
import io.millrace.model.ModelId;
import io.millrace.model.langchain4j.OpenAiModels;
import io.millrace.model.langchain4j.RateLimits;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineWriter;
import io.millrace.variable.Selector;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that a chat model enriches before they are stored: the questions that each one answers
 * are put in front of it, so that it is found by them. Runs against any server that speaks OpenAI's
 * protocol, such as one on this machine.
 */
public final class EnrichedHandbook {
  /** What the pipeline file calls its model; a host maps it to one that it has. */
  static final ModelId MODEL = new ModelId("langgenius/openai/openai", "gpt-4o-mini");

  private EnrichedHandbook() {}

  /** The pipeline of {@code examples/pipelines/enriched.pipeline}. */
  public static Pipeline pipeline() {
    return Pipeline.builder("Mill handbook, enriched")
        .description("How to run a watermill: a chat model says which questions a text answers.")
        .datasource("file")
        .title("Files")
        .localFile("md", "txt", "html", "docx", "pdf")
        .documentExtractor("extract", Selector.of("file", "file"))
        .node("questions", "llm", questions())
        .generalChunker("chunk")
        .title("Chunks")
        .mixed("input_variable", "{{#questions.text#}}\n\n{{#extract.text#}}")
        .constant("delimiter", "\\n\\n")
        .constant("max_chunk_length", 800)
        .add()
        .knowledgeIndex("index")
        .chunks(Selector.of("chunk", "result"))
        .highQuality("offline", "all-minilm-l6-v2-q")
        .chain("file", "extract", "questions", "chunk", "index")
        .build();
  }

  private static Map<String, Object> questions() {
    return Map.of(
        "title",
        "Questions",
        "model",
        Map.of(
            "provider",
            MODEL.provider(),
            "name",
            MODEL.name(),
            "mode",
            "chat",
            "completion_params",
            Map.of("temperature", 0.2)),
        "prompt_template",
        List.of(
            Map.of(
                "role",
                "system",
                "text",
                "List the three questions that the text answers best, one a line and nothing"
                    + " else."),
            Map.of("role", "user", "text", "{{#extract.text#}}")),
        "context",
        Map.of("enabled", false, "variable_selector", List.of()),
        "vision",
        Map.of("enabled", false),
        // a document is stored even when the model fails
        "error_strategy",
        "default-value",
        "default_value",
        List.of(Map.of("key", "text", "type", "string", "value", "")));
  }

  /** Maps the pipeline's model to one of a server. */
  public static OpenAiModels models(URI baseUrl, String model, @Nullable String apiKey) {
    return OpenAiModels.builder(baseUrl)
        .id("local")
        .apiKey(apiKey)
        .limits(RateLimits.NONE.perMinute(60, 100_000))
        .chat(MODEL, model, ImmutableSet.of("image"), true)
        .build();
  }

  /** Stores enriched documents. */
  public static RunResult run(OpenAiModels models, Path documents, Path store) {
    try (PipelineEngine engine =
        PipelineEngine.builder()
            .discover()
            .addChatModels(models)
            .store(store)
            .allowFiles(documents)
            .build()) {
      return engine.run(RunRequest.of(pipeline()).file(documents).build());
    }
  }

  /**
   * Writes the pipeline into the file that the one argument names, or runs it: base URL of the
   * server, its model, documents, store. The key is in the environment variable OPENAI_API_KEY.
   */
  public static void main(String[] args) {
    if (args.length == 1) {
      new PipelineWriter().write(pipeline(), Path.of(args[0]));
      return;
    }
    OpenAiModels models = models(URI.create(args[0]), args[1], System.getenv("OPENAI_API_KEY"));
    RunResult result = run(models, Path.of(args[2]), Path.of(args[3]));
    if (!result.succeeded()) {
      throw new IllegalStateException(result.status().wireName() + ": " + result.error());
    }
  }
}
