package io.millrace.testkit.notion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Rich text objects. */
public final class Texts {
  private Texts() {}

  /** Returns a list with one plain text. */
  public static ArrayNode plain(String text) {
    return Json.array(text(text));
  }

  public static ArrayNode of(ObjectNode... items) {
    return Json.array((Object[]) items);
  }

  /** Returns a text with annotations, such as {@code bold}. */
  public static ObjectNode text(String content, String... annotations) {
    return item("text", Json.object("content", content, "link", null), content, null, annotations);
  }

  public static ObjectNode link(String content, String url, String... annotations) {
    return item(
        "text",
        Json.object("content", content, "link", Json.object("url", url)),
        content,
        url,
        annotations);
  }

  public static ObjectNode equation(String expression) {
    return item("equation", Json.object("expression", expression), expression, null);
  }

  /** Returns a mention; its body is what the mention has under the name of its type. */
  public static ObjectNode mention(
      String type, ObjectNode body, String plain, @org.jspecify.annotations.Nullable String href) {
    return item("mention", Json.object("type", type, type, body), plain, href);
  }

  private static ObjectNode item(
      String type,
      ObjectNode body,
      String plain,
      @org.jspecify.annotations.Nullable String href,
      String... annotations) {
    Set<String> set = Set.of(annotations);
    ObjectNode marks = Json.object();
    for (String mark : new String[] {"bold", "italic", "strikethrough", "underline", "code"}) {
      marks.put(mark, set.contains(mark));
    }
    marks.put("color", set.contains("red") ? "red" : "default");
    return Json.object(
        "type", type, type, body, "annotations", marks, "plain_text", plain, "href", href);
  }
}
