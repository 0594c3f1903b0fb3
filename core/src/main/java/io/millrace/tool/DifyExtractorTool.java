package io.millrace.tool;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code dify_extractor} tool: a file as Markdown (spec/04 §5.5). A file that gives no text is
 * no failure of the tool: it says so in its text, as its namesake does.
 */
final class DifyExtractorTool implements Tool {
  private static final Logger log = LoggerFactory.getLogger(DifyExtractorTool.class);
  private static final ToolDescription DESCRIPTION =
      ToolDescription.of(
          "dify_extractor",
          "Reads a document and gives its text as Markdown, with its images kept as files.",
          ToolParameter.required("file", ToolParameter.Type.FILE));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    if (!(invocation.parameter("file") instanceof FileRef file)) {
      return List.of(new ToolMessage.Text("A file is required."));
    }
    ToolInvocation.Services services = invocation.services();
    DocumentExtractor extractor = services.requireExtractor();
    try {
      return messages(
          extractor.extract(
              new ExtractionRequest(
                  file,
                  services.files(),
                  ExtractionStyle.MARKDOWN,
                  services.store(),
                  ExtractionRequest.Limits.DEFAULT)));
    } catch (ExtractionException e) {
      log.debug("No text from {}: {}", file, e.reason(), e);
      String reason = String.valueOf(e.getMessage());
      return List.of(new ToolMessage.Text(reason), new ToolMessage.Warning(reason));
    }
  }

  private static List<ToolMessage> messages(ExtractedText extracted) {
    List<ToolMessage> messages = new ArrayList<>(3);
    extracted.warnings().forEach(warning -> messages.add(new ToolMessage.Warning(warning)));
    if (!extracted.images().isEmpty()) {
      messages.add(new ToolMessage.Variable("images", extracted.images()));
    }
    messages.add(new ToolMessage.Text(extracted.text()));
    List<Map<String, @Nullable Object>> documents = new ArrayList<>(extracted.parts().size());
    extracted.parts().forEach(part -> documents.add(document(part)));
    messages.add(new ToolMessage.Variable("documents", documents));
    return messages;
  }

  private static Map<String, @Nullable Object> document(ExtractedText.Part part) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("page_content", part.text());
    document.put("vector", null);
    document.put("metadata", part.metadata());
    document.put("provider", "dify");
    document.put("children", null);
    return document;
  }
}
