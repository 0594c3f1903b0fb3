package io.millrace.condition;

import io.millrace.file.FileRef;
import io.millrace.variable.Value;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question about an attribute of files.
 *
 * @param key the attribute, as a selector names it
 * @param expected a text, which is taken as it is (no references), a list of texts, or nothing
 */
record FileCondition(String key, ComparisonOperator operator, @Nullable Object expected) {
  private static final String EXTENSION = "extension";
  private static final FileRef ANY_FILE = FileRef.stored("any", "any", null, -1);

  boolean evaluate(List<FileRef> files, VariablePool variables) {
    if (variables.attribute(ANY_FILE, key).isEmpty()) {
      throw new ConditionException(
          "'"
              + key
              + "' is not an attribute of files. Known: type, size, name, mime_type,"
              + " transfer_method, url, extension, related_id");
    }
    Object wanted = key.equals(EXTENSION) ? dottedText() : expected;
    boolean all = true;
    boolean any = false;
    for (FileRef file : files) {
      Object actual = variables.attribute(file, key).map(Value::raw).orElse(null);
      boolean holds =
          Comparison.holds(operator, key.equals(EXTENSION) ? dotted(actual) : actual, wanted);
      all &= holds;
      any |= holds;
    }
    return operator.mustHoldForAll() ? all : any;
  }

  private Object dottedText() {
    if (!(expected instanceof String text)) {
      throw new ConditionException("Expected value must be a string when key is extension");
    }
    return text.isEmpty() || text.startsWith(".") ? text : "." + text;
  }

  private static @Nullable Object dotted(@Nullable Object extension) {
    return extension instanceof String text && !text.isEmpty() && !text.startsWith(".")
        ? "." + text
        : extension;
  }

  Map<String, @Nullable Object> toSettings() {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("key", key);
    settings.put("comparison_operator", operator.wireName());
    settings.put("value", expected);
    return settings;
  }
}
