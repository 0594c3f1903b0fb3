package io.millrace.tool.standin;

import io.millrace.extractor.ExtractedText;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MinerU's {@code parse-file}: one document as Markdown, its images kept. Says the images, a JSON
 * object whose {@code content_list} has the pieces the format itself has, and the text.
 */
final class ParseFileTool implements Tool {
  private static final Logger log = LoggerFactory.getLogger(ParseFileTool.class);
  private static final ToolDescription DESCRIPTION =
      ToolDescription.standIn(
          "parse-file",
          "The installed extractor reads the file in MinerU's place: tables are kept, images are"
              + " stored and linked; nothing is recognised in scanned pages, and formulas stay the"
              + " text they are.",
          ToolParameter.required("file", ToolParameter.Type.FILE),
          ToolParameter.optional("parse_method", ToolParameter.Type.SELECT, "auto"),
          ToolParameter.optional("enable_formula", ToolParameter.Type.BOOLEAN, true),
          ToolParameter.optional("enable_table", ToolParameter.Type.BOOLEAN, true),
          ToolParameter.optional("enable_ocr", ToolParameter.Type.BOOLEAN, false),
          ToolParameter.optional("language", ToolParameter.Type.STRING, "auto"),
          ToolParameter.optional("extra_formats", ToolParameter.Type.STRING, "[]"),
          ToolParameter.optional("backend", ToolParameter.Type.SELECT, "pipeline"),
          ToolParameter.optional("sglang_server_url", ToolParameter.Type.STRING, ""));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    if (!(invocation.parameter("file") instanceof FileRef file)) {
      throw new ToolException("File is required");
    }
    try {
      ExtractedText extracted = new MarkdownFiles(invocation.services()).read(file);
      extracted.warnings().forEach(log::warn);
      return List.of(
          new ToolMessage.Variable("images", extracted.images()),
          new ToolMessage.Json(Map.of("content_list", contentList(extracted))),
          new ToolMessage.Text(extracted.text()));
    } catch (ExtractionException e) {
      throw new ToolException(
          "Failed to parse '" + MarkdownFiles.nameOf(file) + "': " + e.getMessage(), e);
    }
  }

  private static List<Map<String, @Nullable Object>> contentList(ExtractedText extracted) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    List<ExtractedText.Part> parts =
        extracted.parts().isEmpty()
            ? List.of(ExtractedText.Part.of(extracted.text(), Map.of()))
            : extracted.parts();
    for (ExtractedText.Part part : parts) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("type", "text");
      entry.put("text", part.text());
      Object page = part.metadata().get("page");
      entry.put("page_idx", page == null ? 0L : page);
      list.add(entry);
    }
    return list;
  }
}
