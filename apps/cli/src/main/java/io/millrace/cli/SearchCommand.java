package io.millrace.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.PipelineEngine;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.knowledge.RetrievalResult;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievedRecord;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches the knowledge bases of a store. */
@Command(
    name = "search",
    description = "Searches the knowledge bases that runs have filled.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  private static final int EXCERPT = 300;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  CommandSpec spec;

  @Parameters(paramLabel = "QUERY", arity = "1..*", description = "What to look for.")
  List<String> words = List.of();

  @Option(names = "--kb", paramLabel = "NAME", description = "Knowledge base (default: all).")
  @Nullable String knowledgeBase;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "${COMPLETION-CANDIDATES} (default: the knowledge base's own).")
  @Nullable SearchMethod method;

  @Option(names = "--top-k", paramLabel = "N", description = "Records at most a knowledge base.")
  @Nullable Integer topK;

  @Option(names = "--json", description = "One JSON object a record.")
  boolean json;

  @Mixin StoreOption store = new StoreOption();

  @Mixin ModelsOption models = new ModelsOption();

  @Override
  public Integer call() {
    if (!Files.isDirectory(store.directory.resolve("knowledge"))) {
      throw new BadInputException(
          "No store '%s'. Run a pipeline first: millrace run PIPELINE FILES --store %s"
              .formatted(store.directory, store.directory));
    }
    String query = String.join(" ", words);
    PipelineEngine.Builder builder = PipelineEngine.builder().discover().store(store.directory);
    models.addTo(builder);
    try (PipelineEngine engine = builder.build()) {
      List<KnowledgeBase> bases =
          engine.knowledgeBases().stream()
              .filter(base -> knowledgeBase == null || base.name().equals(knowledgeBase))
              .toList();
      if (bases.isEmpty()) {
        throw new BadInputException(
            "No knowledge base%s in '%s'. There are: %s"
                .formatted(
                    knowledgeBase == null ? "" : " '" + knowledgeBase + "'",
                    store.directory,
                    engine.knowledgeBases().stream().map(KnowledgeBase::name).toList()));
      }
      for (KnowledgeBase base : bases) {
        print(base, engine.search(base.name(), query, settings(base.retrieval())), bases.size());
      }
    }
    return ExitCodes.SUCCEEDED;
  }

  private RetrievalSettings settings(RetrievalSettings own) {
    try {
      return new RetrievalSettings(
          method == null ? own.method() : method,
          topK == null ? own.topK() : topK,
          own.scoreThreshold(),
          own.reranking(),
          own.filter());
    } catch (KnowledgeException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private void print(KnowledgeBase base, RetrievalResult result, int bases) {
    PrintWriter out = spec.commandLine().getOut();
    result.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
    if (json) {
      result.records().forEach(record -> out.println(toJson(base, record)));
    } else {
      if (bases > 1) {
        out.printf("== %s%n", base.name());
      }
      if (result.records().isEmpty()) {
        out.println("Nothing found.");
      }
      result.records().forEach(record -> out.println(SafeText.lines(text(record))));
    }
    out.flush();
  }

  private static String text(RetrievedRecord record) {
    String content = record.segment().content();
    String answer = record.segment().answer();
    return "%s  %s #%d%n%s%s%n"
        .formatted(
            record.score() == 0 ? "     " : "%.3f".formatted(record.score()),
            SafeText.line(record.document().name()),
            record.segment().position(),
            indented(content),
            answer == null ? "" : "%n".formatted() + indented("→ " + answer));
  }

  private static String indented(String text) {
    String excerpt =
        text.codePointCount(0, text.length()) <= EXCERPT
            ? text
            : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
    return excerpt.strip().indent(7).stripTrailing();
  }

  private static ObjectNode toJson(KnowledgeBase base, RetrievedRecord record) {
    ObjectNode object = new JsonMapper().createObjectNode();
    object.put("knowledge_base", base.name());
    object.put("score", record.score());
    object.put("document", record.document().name());
    object.put("document_id", record.document().id());
    object.put("position", record.segment().position());
    object.put("segment_id", record.segment().id());
    object.put("content", record.segment().content());
    object.put("answer", record.segment().answer());
    var files = object.putArray("files");
    record
        .segment()
        .attachments()
        .forEach(file -> files.addObject().put("id", file.id()).put("name", file.name()));
    var children = object.putArray("child_chunks");
    record
        .children()
        .forEach(
            child ->
                children
                    .addObject()
                    .put("content", child.chunk().content())
                    .put("score", child.score()));
    return object;
  }
}
