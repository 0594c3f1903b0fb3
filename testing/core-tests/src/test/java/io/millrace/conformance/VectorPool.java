package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.file.FileRef;
import io.millrace.file.TransferMethod;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import org.jspecify.annotations.Nullable;

/** The pool that a vector's {@code variables} describe. */
final class VectorPool {
  private VectorPool() {}

  static VariablePool of(JsonNode variables) {
    VariablePool pool = new VariablePool(VectorPool::url);
    for (JsonNode variable : variables) {
      pool.put(
          variable.get("selector").get(0).textValue(),
          variable.get("selector").get(1).textValue(),
          new Value(
              ValueType.of(variable.get("type").textValue()),
              VectorValues.raw(variable.get("value"))));
    }
    return pool;
  }

  /** Where the recorded files are fetched. */
  private static @Nullable String url(FileRef file) {
    return file.transferMethod() == TransferMethod.REMOTE_URL
        ? file.remoteUrl()
        : "https://files.example/" + file.transferMethod().wireName() + "/" + file.relatedId();
  }
}
