package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;

/** Mentions inside of text. Notion gives a text for each; some have a better one. */
final class Mentions {
  private Mentions() {}

  static String text(JsonNode item) {
    JsonNode mention = item.path("mention");
    String plain = RichText.plainOf(item);
    return switch (mention.path("type").asText()) {
      case "date" -> Dates.text(mention.path("date"));
      case "user" -> person(mention.path("user"), plain);
      case "link_mention" -> mention.path("link_mention").path("title").asText(plain);
      case "template_mention" -> template(mention.path("template_mention"), plain);
      default -> plain;
    };
  }

  private static String person(JsonNode user, String plain) {
    return plain.isEmpty() ? "@" + user.path("name").asText("user") : plain;
  }

  /** A button of a template writes the day or the person of its use there. */
  private static String template(JsonNode template, String plain) {
    if (!plain.isEmpty()) {
      return plain;
    }
    String type = template.path("type").asText();
    return "@" + template.path(type).asText("template");
  }

  /** Returns where a mention leads that has no address of its own; empty for most. */
  static String href(JsonNode item) {
    JsonNode mention = item.path("mention");
    String type = mention.path("type").asText();
    JsonNode target = mention.path(type);
    return switch (type) {
      case "page", "database", "data_source" -> {
        String id = target.path("id").asText("");
        yield id.isEmpty() ? "" : NotionIds.address(id);
      }
      case "link_preview" -> target.path("url").asText("");
      case "link_mention" -> target.path("href").asText("");
      default -> "";
    };
  }
}
