package io.millrace.code.graal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.node.CodeExecutionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what code returned; integers of any size stay integers. */
final class JsonResult {
  private static final int MAX_DEPTH = 500;
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(5_000)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build()
          .readerFor(Object.class);

  private JsonResult() {}

  /**
   * Returns the members of the object that {@code json} spells.
   *
   * @throws CodeExecutionException if it is no object, or one that is nested too deep
   */
  static Map<String, @Nullable Object> read(String json) {
    Object value;
    try {
      value = READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new CodeExecutionException(
          "What main() returned cannot be read: " + e.getOriginalMessage(), e);
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new CodeExecutionException("main() must return an object");
    }
    return object(map);
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> map) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((name, value) -> object.put(String.valueOf(name), plain(value)));
    return object;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Integer number) {
      return (long) number;
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    return value;
  }
}
