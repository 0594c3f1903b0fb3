package io.millrace.node;

import io.millrace.file.FileRef;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers with a text in Markdown and the files that it refers to. */
final class AnswerNode implements NodeExecutor {
  private final Template answer;

  AnswerNode(Settings settings) {
    this.answer = Template.parse(settings.string("answer"));
  }

  @Override
  public NodeResult execute(NodeContext context) {
    List<FileRef> files = new ArrayList<>();
    for (Value part : answer.values(context.variables())) {
      if (part.raw() instanceof FileRef file) {
        files.add(file);
      } else if (part.type() == ValueType.ARRAY_FILE && part.raw() instanceof List<?> list) {
        list.stream()
            .filter(FileRef.class::isInstance)
            .map(FileRef.class::cast)
            .forEach(files::add);
      }
    }
    return NodeResult.succeeded(
            Map.of(
                "answer",
                answer.markdown(context.variables()),
                "files",
                new Value(ValueType.ARRAY_FILE, List.copyOf(files))))
        .withInputs(Map.of());
  }
}
