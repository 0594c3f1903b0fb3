package io.millrace.tool.standin;

import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import java.util.ArrayList;
import java.util.List;

/** The {@code md_to_csv} tool: each table of a Markdown text as a CSV file. */
final class MdToCsvTool implements Tool {
  private static final ToolDescription DESCRIPTION =
      ToolDescription.standIn(
          "md_to_csv",
          "Tables are read line by line in md_exporter's place: cells keep their Markdown, such as"
              + " ** for bold.",
          ToolParameter.required("md_text", ToolParameter.Type.STRING),
          ToolParameter.optional("output_filename", ToolParameter.Type.STRING, null));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    String text = invocation.parameter("md_text") instanceof String given ? given : "";
    List<MarkdownTable> tables = MarkdownTable.allIn(text);
    if (tables.isEmpty()) {
      throw new ToolException(
          "Parameter 'md_text' has no Markdown table: a row of cells between | signs, with a row"
              + " such as |---|---| below it.");
    }
    MarkdownFiles files = new MarkdownFiles(invocation.services());
    List<ToolMessage> messages = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String number = tables.size() == 1 ? "" : "_" + (i + 1);
      String name = baseName(invocation) + number + ".csv";
      messages.add(new ToolMessage.File(files.keep(name, "text/csv", tables.get(i).csv())));
    }
    return messages;
  }

  private static String baseName(ToolInvocation invocation) {
    String name = invocation.parameter("output_filename") instanceof String given ? given : "";
    String base = name.strip();
    if (base.isEmpty()) {
      return "table";
    }
    return base.endsWith(".csv") ? base.substring(0, base.length() - ".csv".length()) : base;
  }
}
