package io.millrace.node;

import io.millrace.file.FileRef;
import io.millrace.tool.ToolMessage;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a tool node's outputs of what its tool said (spec/04 §5). */
final class ToolOutputs {
  private ToolOutputs() {}

  static Map<String, @Nullable Object> of(List<ToolMessage> messages) {
    StringBuilder text = new StringBuilder();
    List<FileRef> files = new ArrayList<>();
    List<@Nullable Object> json = new ArrayList<>();
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    for (ToolMessage message : messages) {
      if (message instanceof ToolMessage.Text said) {
        text.append(said.text());
      } else if (message instanceof ToolMessage.Link link) {
        text.append("Link: ").append(link.url()).append('\n');
      } else if (message instanceof ToolMessage.Json value) {
        json.add(value.value());
      } else if (message instanceof ToolMessage.File file) {
        files.add(file.file());
      } else if (message instanceof ToolMessage.Variable variable) {
        variables.put(variable.name(), variable.value());
      }
    }
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("text", text.toString());
    outputs.put("files", new Value(ValueType.ARRAY_FILE, files));
    outputs.put("json", json.isEmpty() ? List.of(Map.of("data", List.of())) : json);
    outputs.putAll(variables);
    return outputs;
  }
}
