package io.millrace.tool.standin;

import io.millrace.extractor.ExtractionException;
import io.millrace.file.FileRef;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code markitdown} tool: documents as Markdown. Says a Markdown file for each document, a
 * JSON object with what became of each, and the text; of several documents one after the other
 * under their names. When none can be read the call fails, unlike its namesake's, whose error text
 * would be indexed as knowledge.
 */
final class MarkItDownTool implements Tool {
  private static final String RULE = "=".repeat(50);
  private static final ToolDescription DESCRIPTION =
      ToolDescription.standIn(
          "markitdown",
          "The installed extractor reads the files in MarkItDown's place: headings, lists, links"
              + " and tables are kept, images are stored and linked; sound and pictures are not"
              + " described.",
          ToolParameter.optional("files", ToolParameter.Type.FILES, null));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    if (!(invocation.parameter("files") instanceof List<?> files) || files.isEmpty()) {
      throw new ToolException("Parameter 'files': no files were given.");
    }
    MarkdownFiles markdown = new MarkdownFiles(invocation.services());
    List<ToolMessage> messages = new ArrayList<>();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Object element : files) {
      if (!(element instanceof FileRef file)) {
        throw new ToolException("Parameter 'files' must hold files.");
      }
      try {
        String text = markdown.read(file).text();
        String name = MarkdownFiles.nameOf(file);
        messages.add(new ToolMessage.File(markdown.keep(name + ".md", "text/markdown", text)));
        texts.put((texts.size() + 1) + ": " + name, text);
        results.add(result(file, "markdown_content", text, "success"));
      } catch (ExtractionException e) {
        String problem =
            "Error processing file " + MarkdownFiles.nameOf(file) + ": " + e.getMessage();
        problems.add(problem);
        results.add(result(file, "error", problem, "error"));
      }
    }
    if (texts.isEmpty()) {
      throw new ToolException(String.join("; ", problems));
    }
    messages.add(new ToolMessage.Json(summary(files.size(), texts.size(), results)));
    messages.add(new ToolMessage.Text(joined(texts)));
    return messages;
  }

  private static Map<String, @Nullable Object> result(
      FileRef file, String field, String value, String status) {
    String extension = file.extension() == null ? ".tmp" : file.extension();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("filename", file.filename());
    result.put("original_format", extension.startsWith(".") ? extension.substring(1) : extension);
    result.put(field, value);
    result.put("status", status);
    return result;
  }

  private static Map<String, @Nullable Object> summary(
      int total, int read, List<Map<String, @Nullable Object>> results) {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("status", "success");
    summary.put("total_files", (long) total);
    summary.put("successful_conversions", (long) read);
    summary.put("results", results);
    return summary;
  }

  private static String joined(Map<String, String> texts) {
    if (texts.size() == 1) {
      return texts.values().iterator().next();
    }
    StringBuilder joined = new StringBuilder();
    texts.forEach(
        (name, text) ->
            joined
                .append(joined.isEmpty() ? "" : "\n\n\n")
                .append(RULE)
                .append("\nFile ")
                .append(name)
                .append('\n')
                .append(RULE)
                .append("\n\n")
                .append(text));
    return joined.toString().strip();
  }
}
