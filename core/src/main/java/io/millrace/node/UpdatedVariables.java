package io.millrace.node;

import com.google.common.collect.ImmutableList;
import io.millrace.variable.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the process data of an assigner lists what it updated. */
final class UpdatedVariables {
  static final String KEY = "__updated_variables";

  private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();

  void add(String node, String name, Value value) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("selector", ImmutableList.of(node, name));
    entry.put("value_type", value.type().wireName());
    entry.put("new_value", Shown.raw(value));
    entries.add(entry);
  }

  List<Map<String, @Nullable Object>> entries() {
    return entries;
  }
}
