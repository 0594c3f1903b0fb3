package io.millrace.node.model;

import com.google.common.collect.ImmutableList;
import io.millrace.file.FileRef;
import io.millrace.node.Settings;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.List;

/**
 * Which files a model is shown.
 *
 * @param selector where they are; a path that may be too short, as a pipeline file may spell it
 * @param detail {@code high} or {@code low}
 */
record Vision(boolean enabled, ImmutableList<String> selector, String detail) {

  static Vision read(Settings settings) {
    Settings vision = settings.object("vision");
    Settings configs = vision.object("configs");
    return new Vision(
        vision.bool("enabled", false),
        configs.raw("variable_selector") == null
            ? ImmutableList.of("sys", "files")
            : configs.strings("variable_selector"),
        configs.string("detail", "high"));
  }

  List<FileRef> files(VariablePool variables) {
    Value value = enabled ? variables.find(selector).orElse(Value.NONE) : Value.NONE;
    if (value.raw() instanceof FileRef file) {
      return List.of(file);
    } else if (value.type() == ValueType.ARRAY_FILE && value.raw() instanceof List<?> list) {
      return list.stream().filter(FileRef.class::isInstance).map(FileRef.class::cast).toList();
    } else if (value.type() == ValueType.NONE || value.type() == ValueType.ARRAY_ANY) {
      return List.of();
    }
    throw new ModelNodeException(
        "InvalidVariableTypeError",
        "Invalid variable type: "
            + value.type().wireName()
            + ". The vision setting needs a file or a list of files, at "
            + selector);
  }
}
