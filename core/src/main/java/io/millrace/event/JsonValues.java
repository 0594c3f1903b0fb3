package io.millrace.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.file.FileRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a run as JSON: file references as file objects (spec/02 §6), numbers that
 * JSON cannot write as {@code null}, and whatever is nested too deep for readers of JSON as a text
 * that says so.
 */
final class JsonValues {
  private static final int DEEPEST = 500;
  private static final String TOO_DEEP = "[left out: nested deeper than " + DEEPEST + "]";
  private static final String IDENTITY = "dify_model_identity";
  private static final String FILE = "__dify__file__";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Function<FileRef, @Nullable String> fileUrls;

  JsonValues(Function<FileRef, @Nullable String> fileUrls) {
    this.fileUrls = fileUrls;
  }

  ObjectNode object(Map<?, ?> map) {
    return object(map, 0);
  }

  /** Returns the files at the top level of {@code outputs} (spec/02 §2, {@code files}). */
  ArrayNode files(Map<String, @Nullable Object> outputs) {
    ArrayNode files = NODES.arrayNode();
    for (Object value : outputs.values()) {
      if (value instanceof Iterable<?> several) {
        several.forEach(element -> addFile(files, element));
      } else {
        addFile(files, value);
      }
    }
    return files;
  }

  /** Returns whether {@code value} is a file object. */
  static boolean isFile(JsonNode value) {
    return FILE.equals(value.path(IDENTITY).textValue());
  }

  private void addFile(ArrayNode files, @Nullable Object value) {
    if (value instanceof FileRef file) {
      files.add(file(file));
    } else if (value instanceof Map<?, ?> map && FILE.equals(map.get(IDENTITY))) {
      files.add(object(map));
    }
  }

  private ObjectNode object(Map<?, ?> map, int depth) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      object.set(String.valueOf(entry.getKey()), value(entry.getValue(), depth + 1));
    }
    return object;
  }

  private JsonNode value(@Nullable Object value, int depth) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof CharSequence text) {
      return NODES.textNode(text.toString());
    } else if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    } else if (value instanceof Number number) {
      return number(number);
    } else if (value instanceof FileRef file) {
      return file(file);
    } else if (depth > DEEPEST) {
      return NODES.textNode(TOO_DEEP);
    } else if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    } else if (value instanceof Iterable<?> several) {
      ArrayNode array = NODES.arrayNode();
      several.forEach(element -> array.add(value(element, depth + 1)));
      return array;
    } else {
      return NODES.textNode(value.toString());
    }
  }

  private static JsonNode number(Number number) {
    if (number instanceof BigInteger big) {
      return NODES.numberNode(big);
    } else if (number instanceof BigDecimal big) {
      return NODES.numberNode(big);
    } else if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      return Double.isFinite(real) ? NODES.numberNode(real) : NODES.nullNode();
    } else {
      return NODES.numberNode(number.longValue());
    }
  }

  private ObjectNode file(FileRef file) {
    ObjectNode object = NODES.objectNode();
    object.put(IDENTITY, FILE);
    object.put("id", file.id());
    object.put("type", file.type().wireName());
    object.put("transfer_method", file.transferMethod().wireName());
    object.put("remote_url", file.remoteUrl());
    object.put("reference", file.reference());
    object.put("filename", file.filename());
    object.put("extension", file.extension());
    object.put("mime_type", file.mimeType());
    object.put("size", file.size());
    object.put("related_id", file.relatedId());
    object.put("url", fileUrls.apply(file));
    return object;
  }
}
