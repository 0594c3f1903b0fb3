package io.millrace.examples.plugin;

import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import java.util.List;

/** Blacks out every occurrence of a word before a text is chunked. */
final class RedactTool implements Tool {
  private static final ToolDescription DESCRIPTION =
      ToolDescription.of(
          "redact",
          "Blacks out a word.",
          ToolParameter.required("text", ToolParameter.Type.STRING),
          ToolParameter.required("word", ToolParameter.Type.STRING));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    if (!(invocation.parameter("word") instanceof String word) || word.isEmpty()) {
      throw new ToolException("Parameter 'word' must not be empty: name the word to black out.");
    }
    String text = invocation.parameter("text") instanceof String given ? given : "";
    return List.of(new ToolMessage.Text(text.replace(word, "█".repeat(word.length()))));
  }
}
