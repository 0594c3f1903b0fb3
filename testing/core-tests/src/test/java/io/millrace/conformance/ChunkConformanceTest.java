package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.chunk.TextCleaner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The chunkers and the cleaner against what the original plugins did. */
class ChunkConformanceTest {

  @Test
  void theGeneralChunkerMakesTheRecordedChunks() {
    Tool tool =
        ToolVector.installed("langgenius/general_chunker/general_chunker", "general_chunker");
    ConformanceSuite suite = ConformanceSuite.load("chunk", "general_chunk");
    suite.check(vector -> text(suite, tool, vector, "input_variable"));
  }

  @Test
  void theParentChildChunkerMakesTheRecordedParentsAndChildren() {
    Tool tool =
        ToolVector.installed(
            "langgenius/parentchild_chunker/parentchild_chunker", "parentchild_chunker");
    ConformanceSuite suite = ConformanceSuite.load("chunk", "parent_child_chunk");
    suite.check(vector -> text(suite, tool, vector, "input_text"));
  }

  @Test
  void theQaChunkerMakesTheRecordedQuestionsAndAnswers() {
    Tool tool = ToolVector.installed("langgenius/qa_chunk/qa_chunk", "qa_chunk");
    ConformanceSuite.load("chunk", "qa_chunk").check(vector -> table(tool, vector));
  }

  @Test
  void theCleanerLeavesTheRecordedText() {
    ConformanceSuite.load("chunk", "clean").check(ChunkConformanceTest::clean);
  }

  private static Verdict text(
      ConformanceSuite suite, Tool tool, JsonNode vector, String inputParameter) {
    Map<String, @Nullable Object> parameters = VectorValues.map(vector.path("parameters"));
    if (vector.has("input_text_ref")) {
      String file = vector.get("input_text_ref").asText();
      parameters.put(inputParameter, suite.text("texts/" + file));
    }
    Verdict verdict =
        ToolVector.check(tool, parameters, services(new OneFile("")), vector.get("expect"));
    return Binding.freeingFlag(vector).map(Verdict::notBinding).orElse(verdict);
  }

  private static Verdict table(Tool tool, JsonNode vector) {
    Map<String, @Nullable Object> parameters = VectorValues.map(vector.path("parameters"));
    vector
        .path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), typed(entry.getValue())));
    JsonNode file = vector.path("file");
    String content = file.path("content_base64").asText("");
    if (file.has("content_base64")) {
      FileRef reference = FileRef.stored("file", "", "text/csv", -1);
      parameters.put("input_file", named(reference, file.path("filename").textValue()));
    }
    JsonNode expect = vector.get("expect");
    Verdict verdict = ToolVector.check(tool, parameters, services(new OneFile(content)), expect);
    if (RewrittenCells.in(expect, Base64.getDecoder().decode(content))) {
      return Verdict.notBinding("cells are not as they are written");
    }
    return Binding.freeingFlag(vector).map(Verdict::notBinding).orElse(verdict);
  }

  private static Verdict clean(JsonNode vector) {
    String input = vector.get("input").textValue();
    JsonNode expect = vector.get("expect");
    for (boolean spaces : new boolean[] {false, true}) {
      for (boolean urls : new boolean[] {false, true}) {
        String flags =
            spaces
                ? (urls ? "both" : "remove_extra_spaces")
                : (urls ? "remove_urls_emails" : "none");
        String cleaned = new TextCleaner(spaces, urls).clean(input);
        if (!cleaned.equals(expect.get(flags).textValue())) {
          return Verdict.failed(flags + " " + expect.get(flags), flags + " " + cleaned);
        }
      }
    }
    return Verdict.PASSED;
  }

  /** Reads {@code {"type": "float", "value": …}}; a NaN comes as text. */
  private static @Nullable Object typed(JsonNode parameter) {
    JsonNode value = parameter.get("value");
    return parameter.path("type").asText().equals("float")
        ? Double.valueOf(value.asText().replace("nan", "NaN").replace("inf", "Infinity"))
        : VectorValues.raw(value);
  }

  private static FileRef named(FileRef file, @Nullable String name) {
    return new FileRef(
        file.id(),
        file.type(),
        file.transferMethod(),
        file.remoteUrl(),
        file.reference(),
        name,
        file.extension(),
        file.mimeType(),
        file.size());
  }

  private static ToolInvocation.Services services(OneFile file) {
    return new ToolInvocation.Services(file, file, Optional.empty());
  }

  /** A store that holds one file and takes no other. */
  private record OneFile(String base64) implements FileSource, FileStore {

    @Override
    public Optional<FileRef> find(String reference) {
      return Optional.empty();
    }

    @Override
    public InputStream open(FileRef file) {
      return new ByteArrayInputStream(
          Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public FileRef save(NewFile file, InputStream content) throws IOException {
      throw new IOException("This store takes no files.");
    }

    @Override
    public boolean delete(String reference) {
      return false;
    }
  }
}
