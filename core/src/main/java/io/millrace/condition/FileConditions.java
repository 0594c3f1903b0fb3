package io.millrace.condition;

import com.google.common.collect.ImmutableList;
import io.millrace.file.FileRef;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a condition on a list of files asks of each file. All questions are asked. */
record FileConditions(LogicalOperator operator, ImmutableList<FileCondition> conditions) {

  boolean evaluate(Value files, VariablePool variables) {
    List<FileRef> list = new ArrayList<>();
    if (files.raw() instanceof List<?> elements) {
      for (Object element : elements) {
        if (!(element instanceof FileRef file)) {
          throw new ConditionException("Invalid actual value type: a list of files");
        }
        list.add(file);
      }
    }
    List<Boolean> results = new ArrayList<>();
    for (FileCondition condition : conditions) {
      results.add(condition.evaluate(list, variables));
    }
    return operator.join(results);
  }

  Map<String, @Nullable Object> toSettings() {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("logical_operator", operator.wireName());
    settings.put("conditions", conditions.stream().map(FileCondition::toSettings).toList());
    return settings;
  }
}
