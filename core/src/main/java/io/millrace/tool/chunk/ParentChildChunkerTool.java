package io.millrace.tool.chunk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.millrace.python.PythonText;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import java.util.List;
import java.util.Map;

/**
 * The tool {@code parentchild_chunker}: parents with their children, in the variable {@code result}
 * (spec/04 §5.3).
 *
 * @since 0.1
 */
public final class ParentChildChunkerTool implements Tool {
  private static final String PARAGRAPH = "paragraph";
  private static final String FULL_DOC = "full_doc";

  private static final ToolDescription DESCRIPTION =
      ToolDescription.of(
          "parentchild_chunker",
          "Splits text into parents for context and children for search.",
          ToolParameter.required("input_text", ToolParameter.Type.STRING),
          ToolParameter.required("parent_mode", ToolParameter.Type.SELECT),
          ToolParameter.optional("separator", ToolParameter.Type.STRING, "\n\n"),
          ToolParameter.optional("max_length", ToolParameter.Type.NUMBER, 1024L),
          ToolParameter.optional("subchunk_separator", ToolParameter.Type.STRING, "\n"),
          ToolParameter.optional("subchunk_max_length", ToolParameter.Type.NUMBER, 512L),
          ToolParameter.optional("remove_extra_spaces", ToolParameter.Type.BOOLEAN, false),
          ToolParameter.optional("remove_urls_emails", ToolParameter.Type.BOOLEAN, false));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    Arguments arguments = new Arguments(invocation);
    if (!Arguments.isTrue(invocation.parameter("input_text"))) {
      throw new ToolException("input_text is required");
    }
    String text = arguments.text("input_text", "");
    Object mode = arguments.get("parent_mode", PARAGRAPH);
    boolean fullDoc = FULL_DOC.equals(mode);
    if (!fullDoc && !PARAGRAPH.equals(mode)) {
      throw new ToolException("Unsupported parent mode: " + PythonText.str(mode));
    }
    // The result spells the mode with a hyphen, the parameter with an underscore.
    String modeInResult = fullDoc ? "full-doc" : PARAGRAPH;
    List<Map<String, Object>> chunks =
        Lists.transform(
            chunker(arguments, fullDoc).chunk(text), parent -> shape(parent, modeInResult));
    return ImmutableList.of(
        new ToolMessage.Variable(
            "result",
            ImmutableMap.of(
                "parent_child_chunks", ImmutableList.copyOf(chunks), "parent_mode", modeInResult)));
  }

  private static ParentChildChunker chunker(Arguments arguments, boolean fullDoc) {
    String separator = arguments.text("separator", "\n\n");
    int size = arguments.wholeNumber("max_length", 1024);
    TextSplitter children =
        TextSplitter.parentChild(
            arguments.text("subchunk_separator", "\n"),
            arguments.wholeNumber("subchunk_max_length", 512));
    if (fullDoc) {
      return ParentChildChunker.wholeText(children);
    }
    TextCleaner cleaner =
        new TextCleaner(
            arguments.truth("remove_extra_spaces"), arguments.truth("remove_urls_emails"));
    return ParentChildChunker.paragraphs(
        cleaner, TextSplitter.parentChild(separator, size), children);
  }

  private static Map<String, Object> shape(ParentChunk parent, String mode) {
    return ImmutableMap.of(
        "parent_content", parent.content(),
        "child_contents", parent.children(),
        "parent_mode", mode);
  }
}
