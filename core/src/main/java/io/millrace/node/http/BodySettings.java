package io.millrace.node.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The body that a node spells out.
 *
 * @param items what it is made of
 */
record BodySettings(Type type, ImmutableList<Item> items) {

  /** How a body is written. */
  enum Type {
    NONE("none", ""),
    FORM_DATA("form-data", "multipart/form-data"),
    URLENCODED("x-www-form-urlencoded", "application/x-www-form-urlencoded"),
    RAW_TEXT("raw-text", "text/plain"),
    JSON("json", "application/json"),
    BINARY("binary", "");

    private final String wireName;
    private final String contentType;

    Type(String wireName, String contentType) {
      this.wireName = wireName;
      this.contentType = contentType;
    }

    String wireName() {
      return wireName;
    }

    /** Returns the content type that is sent unless a header says another; empty for none. */
    String contentType() {
      return contentType;
    }
  }

  /**
   * A piece of a body.
   *
   * @param file where a file is; empty for text
   */
  record Item(String key, boolean text, String value, List<String> file) {}

  private static final ImmutableMap<String, Type> TYPES = types();

  private static ImmutableMap<String, Type> types() {
    ImmutableMap.Builder<String, Type> types = ImmutableMap.builder();
    for (Type type : Type.values()) {
      types.put(type.wireName, type);
    }
    return types.buildOrThrow();
  }

  static BodySettings read(Settings settings) {
    if (settings.raw("body") == null) {
      return new BodySettings(Type.NONE, ImmutableList.of());
    }
    Settings body = settings.object("body");
    Type type = body.choice("type", TYPES);
    Object data = body.raw("data");
    if (data instanceof String text) {
      return new BodySettings(
          type,
          text.isEmpty()
              ? ImmutableList.of()
              : ImmutableList.of(new Item("", true, text, List.of())));
    }
    List<Item> items = new ArrayList<>();
    for (Map<String, Object> item : body.objects("data")) {
      items.add(item(Settings.of(item)));
    }
    return new BodySettings(type, ImmutableList.copyOf(items));
  }

  private static Item item(Settings item) {
    String type = item.string("type", "text");
    if (!type.equals("text") && !type.equals("file")) {
      throw new InvalidNodeException(
          "body.data: type must be text or file, but was '" + type + "'");
    }
    return new Item(
        item.string("key", ""),
        type.equals("text"),
        item.string("value", ""),
        item.raw("file") == null ? List.of() : item.strings("file"));
  }

  /**
   * Returns the one item of a body that has one.
   *
   * @throws RequestException if there is another number of them
   */
  Item only() {
    if (items.size() != 1) {
      throw new RequestException(
          "RequestBodyError", type.wireName() + " body type should have exactly one item");
    }
    return items.get(0);
  }
}
