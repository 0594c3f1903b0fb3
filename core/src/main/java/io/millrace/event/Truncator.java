package io.millrace.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Shortens one mapping of an event (spec/02 §5). One instance serves one mapping. */
final class Truncator {
  private static final String MORE = "...";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final EventTruncation limits;
  private boolean truncated;

  Truncator(EventTruncation limits) {
    this.limits = limits;
  }

  /** Returns whether anything was cut. */
  boolean hasTruncated() {
    return truncated;
  }

  /** Returns {@code mapping} with each value cut to an equal share of what is left. */
  ObjectNode mapping(ObjectNode mapping) {
    ObjectNode kept = NODES.objectNode();
    long left = limits.size();
    int values = mapping.size();
    for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
      left -= sizeOf(entry.getKey());
      JsonNode value = left > 0 ? cut(entry.getValue(), left / values) : more();
      left -= sizeOf(value);
      values--;
      kept.set(entry.getKey(), value);
    }
    return kept;
  }

  private JsonNode cut(JsonNode value, long target) {
    if (value.isTextual()) {
      return text(value, target);
    }
    if (value.isArray()) {
      return array(value, target);
    }
    return value.isObject() && !JsonValues.isFile(value) ? object(value, target) : value;
  }

  private JsonNode text(JsonNode value, long target) {
    String text = value.textValue();
    if (sizeOf(text) < target) {
      return value;
    }
    long keep = Math.max(0, Math.min(limits.stringLength(), target - 5));
    if (keep >= text.codePointCount(0, text.length())) {
      return value;
    }
    truncated = true;
    return TextNode.valueOf(text.substring(0, text.offsetByCodePoints(0, (int) keep)) + MORE);
  }

  private ArrayNode array(JsonNode value, long target) {
    ArrayNode kept = NODES.arrayNode();
    long left = target - 2;
    for (JsonNode element : value) {
      if (kept.size() == limits.arrayLength() || left <= 0) {
        truncated = true;
        break;
      }
      JsonNode part = cut(element, left);
      kept.add(part);
      left -= sizeOf(part) + 1;
    }
    return kept;
  }

  private ObjectNode object(JsonNode value, long target) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    ObjectNode kept = NODES.objectNode();
    long left = target - 2;
    int values = sorted.size();
    Iterator<Map.Entry<String, JsonNode>> entries = sorted.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      left -= sizeOf(entry.getKey()) + 1;
      if (left <= 0) {
        truncated = true;
        break;
      }
      JsonNode part = cut(entry.getValue(), left / values--);
      kept.set(entry.getKey(), part);
      left -= sizeOf(part) + 1;
    }
    return kept;
  }

  private JsonNode more() {
    truncated = true;
    return TextNode.valueOf(MORE);
  }

  private static long sizeOf(String text) {
    return text.codePointCount(0, text.length()) + 2L;
  }

  private static long sizeOf(JsonNode value) {
    if (value.isTextual()) {
      return sizeOf(value.textValue());
    }
    if (!value.isContainerNode()) {
      return value.asText().length();
    }
    long size = 2;
    for (JsonNode part : value) {
      size += sizeOf(part) + 1;
    }
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        size += sizeOf(entry.getKey()) + 1;
      }
    }
    return size;
  }
}
