package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.tika.FetchingExtractor;
import io.millrace.file.FileRef;
import io.millrace.tool.DifyExtractorProvider;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The {@code dify_extractor} tool against what Dify's own made of the same files. */
class DifyExtractorConformanceTest {
  private static final ExtractionVectors VECTORS = new ExtractionVectors("dify_extractor");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EXTENSION = Pattern.compile("\\.([^.]+)$");

  /** As large as what the recorder answered; its bytes are not known. */
  private static final byte[] PNG = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, 73);

  private static final byte[] BYTES = "any bytes".getBytes(StandardCharsets.UTF_8);

  private final Tool tool = new DifyExtractorProvider().tools().get(0);

  @Test
  void messagesUploadsAndDownloadsAreThoseOfTheOriginal() throws IOException {
    VECTORS.check(this::problem);
  }

  private @Nullable String problem(JsonNode vector) throws IOException {
    MemoryFiles files = new MemoryFiles();
    List<String> requests = new ArrayList<>();
    try (DocumentExtractor extractor =
        FetchingExtractor.answeredBy(
            url -> {
              requests.add(url);
              return answer(url);
            })) {
      List<ToolMessage> messages =
          tool.invoke(
              new ToolInvocation(
                  parameters(vector, files),
                  new ToolInvocation.Services(files, files, Optional.of(extractor))));
      String problem = messagesProblem(vector, messages);
      return problem != null ? problem : trafficProblem(vector, files, requests);
    }
  }

  private static Map<String, @Nullable Object> parameters(JsonNode vector, MemoryFiles files)
      throws IOException {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    byte[] content = VECTORS.content(vector);
    if (content != null) {
      parameters.put(
          "file",
          files.put(
              content,
              vector.path("filename").asText(null),
              vector.path("extension").asText(null),
              vector.path("mime_type").asText(null)));
    }
    return parameters;
  }

  private static Map.@Nullable Entry<byte[], Optional<String>> answer(String url) {
    String last = url.substring(url.lastIndexOf('/') + 1);
    if (last.startsWith("ok")) {
      return Map.entry(PNG, Optional.of("image/png"));
    } else if (last.equals("a.jpg") || last.equals("b.gif")) {
      return Map.entry(BYTES, Optional.empty());
    } else if (last.equals("notimage")) {
      return Map.entry("<html>".getBytes(StandardCharsets.UTF_8), Optional.of("text/html"));
    }
    return null;
  }

  private static @Nullable String messagesProblem(JsonNode vector, List<ToolMessage> messages)
      throws IOException {
    JsonNode expected = vector.required("expect").required("messages");
    JsonNode actual =
        JSON.readTree(
            JSON.writeValueAsBytes(
                messages.stream()
                    .filter(message -> !(message instanceof ToolMessage.Warning))
                    .map(DifyExtractorConformanceTest::plain)
                    .toList()));
    if (!wordsOnly(vector)) {
      return expected.equals(actual) ? null : ExtractionVectors.difference(expected, actual);
    }
    String expectedText = allText(expected);
    String missing = ExtractionVectors.missingWord(expectedText, allText(actual));
    if (missing != null) {
      return " lacks '" + missing + "'" + ExtractionVectors.difference(expected, actual);
    }
    return expected.size() == actual.size() ? null : ExtractionVectors.difference(expected, actual);
  }

  private static boolean wordsOnly(JsonNode vector) {
    Matcher extension = EXTENSION.matcher(vector.path("filename").asText(""));
    return extension.find() && ExtractionVectors.onlyWordsBind(extension.group(1));
  }

  private static String allText(JsonNode messages) {
    StringBuilder text = new StringBuilder();
    messages.forEach(message -> text.append(message.path("text").asText("")).append('\n'));
    return text.toString();
  }

  private static Map<String, @Nullable Object> plain(ToolMessage message) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    if (message instanceof ToolMessage.Text text) {
      plain.put("type", "text");
      plain.put("text", text.text());
    } else if (message instanceof ToolMessage.Variable variable) {
      plain.put("type", "variable");
      plain.put("name", variable.name());
      plain.put(
          "value",
          variable.name().equals("images") && variable.value() instanceof List<?> images
              ? images.stream().map(image -> image((FileRef) image)).toList()
              : variable.value());
    }
    return plain;
  }

  /** A file as the recorded store described it, with the sizes of its own test images. */
  private static Map<String, @Nullable Object> image(FileRef file) {
    Map<String, @Nullable Object> image = new LinkedHashMap<>();
    image.put("id", file.id());
    image.put("name", file.filename());
    image.put("size", file.size());
    image.put("extension", String.valueOf(file.extension()).replace(".", ""));
    image.put("mime_type", file.mimeType());
    image.put("type", file.type().wireName().toLowerCase(Locale.ROOT));
    image.put("preview_url", file.remoteUrl());
    return image;
  }

  private static @Nullable String trafficProblem(
      JsonNode vector, MemoryFiles files, List<String> requests) {
    List<String> expectedRequests = new ArrayList<>();
    vector.path("remote_requests").forEach(url -> expectedRequests.add(url.asText()));
    if (!requests.equals(expectedRequests)) {
      return ExtractionVectors.difference(expectedRequests, requests);
    }
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (JsonNode upload : vector.path("uploads")) {
      expected.add(upload.path("mime_type").asText() + " " + upload.path("sha256").asText());
    }
    for (FileRef file : files.saved()) {
      byte[] content = files.content(file);
      boolean downloaded = Arrays.equals(content, PNG) || Arrays.equals(content, BYTES);
      int index = actual.size();
      String sum =
          downloaded
              ? vector.path("uploads").path(index).path("sha256").asText()
              : Hashing.sha256().hashBytes(content).toString();
      actual.add(file.mimeType() + " " + sum);
    }
    return expected.equals(actual) ? null : ExtractionVectors.difference(expected, actual);
  }
}
