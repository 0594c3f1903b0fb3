package io.millrace.tool.chunk;

import com.google.common.collect.ImmutableList;
import io.millrace.python.PythonText;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import java.util.List;

/**
 * The tool {@code general_chunker}: one list of chunks, in the variable {@code result} (spec/04
 * §5.2). Its two cleaning switches are declared and have no effect, as in the original.
 *
 * @since 0.1
 */
public final class GeneralChunkerTool implements Tool {
  private static final ToolDescription DESCRIPTION =
      ToolDescription.of(
          "general_chunker",
          "Splits text into chunks.",
          ToolParameter.required("input_variable", ToolParameter.Type.STRING),
          ToolParameter.required("delimiter", ToolParameter.Type.STRING),
          ToolParameter.required("max_chunk_length", ToolParameter.Type.NUMBER),
          ToolParameter.optional("chunk_overlap_length", ToolParameter.Type.NUMBER, null),
          ToolParameter.optional(
              "replace_consecutive_spaces_newlines_tabs", ToolParameter.Type.BOOLEAN, null),
          ToolParameter.optional(
              "delete_all_urls_and_email_addresses", ToolParameter.Type.BOOLEAN, null));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    Arguments arguments = new Arguments(invocation);
    String text = arguments.text("input_variable", "");
    List<String> chunks = splitter(arguments).split(text);
    return ImmutableList.of(new ToolMessage.Variable("result", chunks));
  }

  private static TextSplitter splitter(Arguments arguments) {
    String delimiter = arguments.text("delimiter", "。");
    Number size = arguments.number("max_chunk_length", 1000);
    Number overlap = arguments.number("chunk_overlap_length", 100);
    if (overlap.doubleValue() > size.doubleValue()) {
      throw TextSplitter.overlapTooLarge(PythonText.str(overlap), PythonText.str(size));
    }
    if (Double.isNaN(overlap.doubleValue()) || Double.isNaN(size.doubleValue())) {
      throw new ToolException(
          "Parameters 'max_chunk_length' and 'chunk_overlap_length' must be numbers, not nan.");
    }
    return TextSplitter.general(delimiter, size.doubleValue(), overlap.doubleValue());
  }
}
