package io.millrace.tool.chunk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileRef;
import io.millrace.python.PythonText;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolException;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import io.millrace.tool.ToolParameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The tool {@code qa_chunk}: questions and answers from two columns of a CSV file, in the variable
 * {@code result} (spec/04 §5.4). What is wrong with the file or the choice of columns is said in a
 * text, and the call succeeds.
 *
 * @since 0.1
 */
public final class QaChunkTool implements Tool {
  private static final ToolDescription DESCRIPTION =
      ToolDescription.of(
          "qa_chunk",
          "Makes questions and answers of two columns of a CSV file.",
          ToolParameter.required("input_file", ToolParameter.Type.FILE),
          ToolParameter.required("question_column", ToolParameter.Type.NUMBER),
          ToolParameter.required("answer_column", ToolParameter.Type.NUMBER));

  @Override
  public ToolDescription description() {
    return DESCRIPTION;
  }

  @Override
  public List<ToolMessage> invoke(ToolInvocation invocation) {
    Object input = invocation.parameter("input_file");
    if (!Arguments.isTrue(input)) {
      return says("No input file provided");
    }
    if (!(input instanceof FileRef file)) {
      throw new ToolException("Parameter 'input_file' must be a file.");
    }
    String name = file.filename();
    if (name == null || !name.endsWith(".csv")) {
      return says("Input file must be a CSV file");
    }
    Arguments arguments = new Arguments(invocation);
    return chunks(
        file,
        invocation,
        new ColumnChoice("question_column", arguments.get("question_column", 0L)),
        new ColumnChoice("answer_column", arguments.get("answer_column", 1L)));
  }

  private static List<ToolMessage> chunks(
      FileRef file, ToolInvocation invocation, ColumnChoice question, ColumnChoice answer) {
    CsvTable table;
    try (InputStream bytes = invocation.services().files().open(file)) {
      table = CsvFile.read(bytes.readAllBytes());
    } catch (IOException | CsvException e) {
      return says("Get CSV file failed: " + e.getMessage());
    }
    try {
      List<Map<String, String>> chunks = rows(table, question, answer);
      return ImmutableList.of(
          new ToolMessage.Variable("result", ImmutableMap.of("qa_chunks", chunks)));
    } catch (ColumnException e) {
      return says(
          "Column not found: %s. Available columns: %s"
              .formatted(e.getMessage(), PythonText.repr(table.columns())));
    }
  }

  private static List<Map<String, String>> rows(
      CsvTable table, ColumnChoice question, ColumnChoice answer) {
    if (table.size() == 0) {
      return ImmutableList.of();
    }
    int questions = question.in(table.columns());
    int answers = answer.in(table.columns());
    ImmutableList.Builder<Map<String, String>> chunks = ImmutableList.builder();
    for (int row = 0; row < table.size(); row++) {
      chunks.add(
          ImmutableMap.of(
              "question", table.cell(row, questions), "answer", table.cell(row, answers)));
    }
    return chunks.build();
  }

  private static List<ToolMessage> says(String text) {
    return ImmutableList.of(new ToolMessage.Text(text));
  }
}
