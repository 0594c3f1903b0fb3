package io.millrace.pipeline;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a datasource's parameter refers to a pipeline variable (spec/01 §5, spec/03 §4.2). */
final class Reference {
  /** Unlike in node templates, a part may begin with a digit. */
  private static final Pattern LEADING =
      Pattern.compile("\\{\\{#([A-Za-z0-9_]{1,50}(?:\\.[A-Za-z0-9_]{1,30}){1,10})#}}");

  private Reference() {}

  /** Returns the last part of the path that {@code value} begins with or is, or {@code null}. */
  static @Nullable String lastPart(@Nullable Object value) {
    if (value instanceof String text) {
      Matcher matcher = LEADING.matcher(text);
      return matcher.lookingAt()
          ? Iterables.getLast(Splitter.on('.').splitToList(matcher.group(1)))
          : null;
    }
    return value instanceof List<?> list && !list.isEmpty()
        ? Trees.string(Iterables.getLast(list))
        : null;
  }
}
