package io.millrace.node;

import com.google.common.collect.ImmutableList;
import io.millrace.python.NumberText;
import io.millrace.python.PythonNumbers;
import io.millrace.python.PythonText;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Filters a list, extracts one element, orders and limits it, in this order (spec/04 §6.8). Takes
 * lists of texts, numbers, booleans and files.
 */
final class ListOperatorNode implements NodeExecutor {
  private final ImmutableList<String> path;
  private final Optional<ListFilter> filter;
  private final Optional<Template> serial;
  private final Optional<ListOrder> order;
  private final Optional<Long> limit;

  ListOperatorNode(Settings settings) {
    this.path =
        settings.raw("variable") == null ? ImmutableList.of() : settings.strings("variable");
    settings.refuseNull("variable", "extract_by");
    Settings filterBy = settings.requiredObject("filter_by");
    Settings orderBy = settings.requiredObject("order_by");
    Settings limitBy = settings.requiredObject("limit");
    Settings extractBy = settings.object("extract_by");
    extractBy.refuseNull("serial");
    this.filter = whenEnabled(filterBy, ListFilter.of(filterBy));
    this.serial = whenEnabled(extractBy, Template.parse(extractBy.string("serial", "1")));
    this.order = whenEnabled(orderBy, ListOrder.of(orderBy));
    this.limit = whenEnabled(limitBy, limitBy.laxInteger("size", -1));
  }

  /** What is not enabled is read all the same: Dify refuses settings that it cannot read. */
  private static <T> Optional<T> whenEnabled(Settings settings, T operation) {
    return settings.laxBool("enabled", false) ? Optional.of(operation) : Optional.empty();
  }

  @Override
  public NodeResult execute(NodeContext context) {
    VariablePool variables = context.variables();
    Value value = variables.find(path).orElse(null);
    if (value == null) {
      return NodeResult.failed("Variable not found for selector: " + PythonText.repr(path), "")
          .withInputs(Map.of());
    } else if (!value.truthy()) {
      ValueType type = value.type().isArray() ? value.type() : ValueType.ARRAY_ANY;
      return succeeded(new Value(type, List.of()), List.of());
    } else if (!takes(value.type()) || !(value.raw() instanceof List<?> list)) {
      return NodeResult.failed(
              "Variable %s is not an array type, actual type: %s"
                  .formatted(PythonText.repr(path), value.type().wireName()),
              "")
          .withInputs(Map.of());
    } else {
      return operate(value.type(), list, variables);
    }
  }

  private static boolean takes(ValueType type) {
    return switch (type) {
      case ARRAY_STRING, ARRAY_NUMBER, ARRAY_BOOLEAN, ARRAY_FILE -> true;
      default -> false;
    };
  }

  private NodeResult operate(ValueType type, List<?> list, VariablePool variables) {
    List<?> result = list;
    try {
      if (filter.isPresent()) {
        result = filter.get().apply(type, result, variables);
      }
      if (serial.isPresent()) {
        result = extract(serial.get().text(variables), result);
      }
      if (order.isPresent()) {
        result = order.get().apply(type, result);
      }
      if (limit.isPresent()) {
        result = firstOf(result, limit.get());
      }
      return succeeded(new Value(type, result), list);
    } catch (ListOperatorException e) {
      return NodeResult.failed(e.getMessage(), "")
          .withInputs(Map.of("variable", list))
          .withProcessData(Map.of("variable", list));
    }
  }

  private static List<?> extract(String serial, List<?> list) {
    Object number = NumberText.parseInteger(serial);
    if (PythonNumbers.compare(number, 1L) < 0) {
      throw new InvalidSerialException("Invalid serial index: must be >= 1, got " + number);
    } else if (PythonNumbers.compare(number, (long) list.size()) > 0) {
      throw new ListOperatorException(
          "Invalid serial index: must be <= " + list.size() + ", got " + number);
    }
    return Collections.singletonList(list.get(PythonNumbers.whole(number).intValue() - 1));
  }

  /** A negative size leaves out as many at the end, as a Python slice does. */
  private static List<?> firstOf(List<?> list, long size) {
    long end = size < 0 ? Math.max(0, list.size() + size) : Math.min(size, list.size());
    return list.subList(0, (int) end);
  }

  private static NodeResult succeeded(Value result, List<?> input) {
    List<?> list = result.raw() instanceof List<?> elements ? elements : List.of();
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("result", result);
    outputs.put("first_record", list.isEmpty() ? null : list.get(0));
    outputs.put("last_record", list.isEmpty() ? null : list.get(list.size() - 1));
    return NodeResult.succeeded(outputs)
        .withInputs(Map.of("variable", input))
        .withProcessData(Map.of("variable", input));
  }
}
