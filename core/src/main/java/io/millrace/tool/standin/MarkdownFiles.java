package io.millrace.tool.standin;

import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import io.millrace.file.NewFile;
import io.millrace.file.TransferMethod;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads files as Markdown, and keeps texts as files. */
final class MarkdownFiles {
  private final ToolInvocation.Services services;

  MarkdownFiles(ToolInvocation.Services services) {
    this.services = services;
  }

  /**
   * Returns the text of a file, with tables as Markdown and images kept and linked.
   *
   * @throws ExtractionException if it cannot be read; the message says why
   */
  ExtractedText read(FileRef file) throws ExtractionException {
    return services
        .requireExtractor()
        .extract(
            new ExtractionRequest(
                file,
                services.files(),
                ExtractionStyle.MARKDOWN,
                services.store(),
                ExtractionRequest.Limits.DEFAULT));
  }

  /** Keeps a text under a name. */
  FileRef keep(String name, String mimeType, String text) {
    try {
      return services
          .store()
          .save(
              new NewFile(name, mimeType, TransferMethod.TOOL_FILE),
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new ToolException("'" + name + "' could not be stored: " + e.getMessage(), e);
    }
  }

  static String nameOf(FileRef file) {
    String name = file.filename() == null ? "" : file.filename();
    return name.isEmpty() ? "file" : name;
  }
}
