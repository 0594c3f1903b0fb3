package io.millrace.node;

import com.google.common.collect.ImmutableMap;
import io.millrace.file.FileRef;
import io.millrace.python.ConversionException;
import io.millrace.python.PythonNumbers;
import io.millrace.variable.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a list; equal elements keep their order, also when descending. Texts are ordered by code
 * point.
 */
record ListOrder(String key, boolean descending) {
  private static final ImmutableMap<String, Boolean> DESCENDING =
      ImmutableMap.of("asc", false, "desc", true);

  static ListOrder of(Settings settings) {
    settings.refuseNull("key", "value");
    boolean descending = settings.raw("value") != null && settings.choice("value", DESCENDING);
    return new ListOrder(settings.string("key", ""), descending);
  }

  List<?> apply(ValueType type, List<?> list) {
    return switch (type) {
      case ARRAY_STRING -> sorted(list, String.class, ListOrder::compareTexts);
      case ARRAY_FILE -> sorted(list, FileRef.class, files());
      default -> sorted(list, Object.class, ListOrder::compareNumbers);
    };
  }

  private <T> List<T> sorted(List<?> list, Class<T> type, Comparator<T> ascending) {
    List<T> sorted = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!type.isInstance(element)) {
        throw new ConversionException("The list has elements that cannot be ordered");
      }
      sorted.add(type.cast(element));
    }
    sorted.sort(descending ? ascending.reversed() : ascending);
    return sorted;
  }

  private Comparator<FileRef> files() {
    if (key.equals("size")) {
      return Comparator.comparingLong(FileRef::size);
    } else if (!FileKeys.isText(key)) {
      throw new ListOperatorException("Invalid order key: " + key);
    }
    Function<FileRef, String> attribute = FileKeys.text(key);
    return Comparator.comparing(attribute, ListOrder::compareTexts);
  }

  private static int compareNumbers(@Nullable Object left, @Nullable Object right) {
    if (left == null
        || right == null
        || !PythonNumbers.isNumber(left)
        || !PythonNumbers.isNumber(right)) {
      throw new ConversionException("The list has elements that cannot be ordered");
    }
    return PythonNumbers.compare(left, right);
  }

  /** Differs from {@link String#compareTo} where surrogates meet characters beyond them. */
  private static int compareTexts(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
