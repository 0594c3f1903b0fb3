package io.millrace.datasource.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Values of properties as inline Markdown: what a cell of the database shows. */
final class Properties {
  /** A page shows at most so many references of a property; the rest is listed apart. */
  private static final int SHOWN_ON_PAGE = 25;

  private static final int LONGEST_UNKNOWN = 500;

  private final Session session;
  private final Workers workers;
  private final Titles titles;
  private final ImmutableMap<String, Writer> writers;

  /** Writes the value of one type. */
  private interface Writer {
    /**
     * @param value what the property has under the name of its type
     */
    String write(JsonNode value, Place place);
  }

  /**
   * Where a value is.
   *
   * @param row the page whose property it is
   * @param property the whole property
   * @param schema the column
   */
  private record Place(NotionObject row, JsonNode property, JsonNode schema) {}

  Properties(Session session, Workers workers, Titles titles) {
    this.session = session;
    this.workers = workers;
    this.titles = titles;
    this.writers =
        ImmutableMap.<String, Writer>builder()
            .put("title", (value, place) -> RichText.inline(all("title", value, place)))
            .put("rich_text", (value, place) -> RichText.inline(all("rich_text", value, place)))
            .put("number", Properties::number)
            .put("select", (value, place) -> name(value))
            .put("status", (value, place) -> name(value))
            .put("multi_select", (value, place) -> names(value))
            .put("date", (value, place) -> Dates.text(value))
            .put("people", (value, place) -> names(all("people", value, place)))
            .put("files", Properties::files)
            .put("checkbox", (value, place) -> value.asBoolean() ? "Yes" : "No")
            .put("url", (value, place) -> Links.plain(value.asText(""), value.asText("")))
            .put("email", (value, place) -> escaped(value))
            .put("phone_number", (value, place) -> escaped(value))
            .put("formula", this::result)
            .put("relation", this::relation)
            .put("rollup", this::rollup)
            .put("created_time", (value, place) -> Dates.moment(value.asText("")))
            .put("last_edited_time", (value, place) -> Dates.moment(value.asText("")))
            .put("created_by", (value, place) -> name(value))
            .put("last_edited_by", (value, place) -> name(value))
            .put("unique_id", (value, place) -> uniqueId(value))
            .put("verification", (value, place) -> verification(value))
            .put("button", (value, place) -> "")
            .put("place", (value, place) -> place(value))
            .buildOrThrow();
  }

  /**
   * Returns a property's value; empty for none.
   *
   * @param row the page whose property it is
   * @param schema the column, or a missing node
   */
  String text(NotionObject row, JsonNode property, JsonNode schema) {
    return text(new Place(row, property, schema));
  }

  private String text(Place place) {
    String type = place.property().path("type").asText("");
    JsonNode value = place.property().path(type);
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    Writer writer = writers.get(type);
    return writer == null ? unknown(value) : writer.write(value, place);
  }

  private static String number(JsonNode value, Place place) {
    String format = place.schema().path("number").path("format").asText("number");
    return value.isNumber() ? Numbers.text(value.decimalValue(), format) : escaped(value);
  }

  private static String files(JsonNode value, Place place) {
    List<String> links = new ArrayList<>();
    for (JsonNode json : value) {
      NotionFile file = NotionFile.of(json);
      String name = file.name().isEmpty() ? "File" : file.name();
      links.add(Links.plain(name, file.external() ? file.url() : place.row().url()));
    }
    return String.join(", ", links);
  }

  private String relation(JsonNode value, Place place) {
    List<String> ids = new ArrayList<>();
    all("relation", value, place).forEach(related -> ids.add(related.path("id").asText("")));
    return titles.ofPages(ids).entrySet().stream()
        .map(page -> Links.plain(page.getValue(), NotionIds.address(page.getKey())))
        .collect(Collectors.joining(", "));
  }

  /** A formula's result. */
  private String result(JsonNode value, Place place) {
    String type = value.path("type").asText("");
    JsonNode result = value.path(type);
    if (result.isNull() || result.isMissingNode()) {
      return "";
    }
    return switch (type) {
      case "number" -> number(result, place);
      case "date" -> Dates.text(result);
      case "boolean" -> result.asBoolean() ? "Yes" : "No";
      default -> escaped(result);
    };
  }

  private String rollup(JsonNode value, Place place) {
    if (!value.path("type").asText("").equals("array")) {
      return result(value, place);
    }
    List<String> texts = new ArrayList<>();
    JsonNode shown = value.path("array");
    if (shown.size() < SHOWN_ON_PAGE) {
      shown.forEach(item -> texts.add(text(new Place(place.row(), item, place.schema()))));
    } else {
      listed(place).forEach(item -> texts.add(text(new Place(place.row(), item, place.schema()))));
    }
    return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
  }

  /** Returns all values of a property of which a page may show only the first. */
  private JsonNode all(String type, JsonNode shown, Place place) {
    if (shown.isObject()) {
      return JsonNodeFactory.instance.arrayNode().add(shown); // one of a listing: each comes alone
    }
    boolean more =
        place.property().path("has_more").asBoolean() || references(shown) >= SHOWN_ON_PAGE;
    if (!more || place.property().path("id").asText("").isEmpty()) {
      return shown;
    }
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : listed(place)) {
      values.add(item.path(type));
    }
    return values.isEmpty() ? shown : values;
  }

  private static int references(JsonNode shown) {
    int references = 0;
    for (JsonNode item : shown) {
      boolean isText = item.path("type").asText("").equals("text");
      references += isText || item.path("type").asText("").equals("equation") ? 0 : 1;
    }
    return references;
  }

  private List<JsonNode> listed(Place place) {
    String property = place.property().path("id").asText("");
    return workers.call(() -> session.property(place.row().id(), property).stream().toList());
  }

  private static String name(JsonNode value) {
    return MarkdownEscape.inline(value.path("name").asText(""));
  }

  private static String names(JsonNode values) {
    List<String> names = new ArrayList<>();
    values.forEach(value -> names.add(name(value)));
    names.removeIf(String::isEmpty);
    return String.join(", ", names);
  }

  private static String uniqueId(JsonNode value) {
    String prefix = value.path("prefix").asText("");
    String number = value.path("number").asText("");
    return MarkdownEscape.inline(prefix.isEmpty() ? number : prefix + "-" + number);
  }

  private static String verification(JsonNode value) {
    String until = Dates.text(value.path("date"));
    return escaped(value.path("state")) + (until.isEmpty() ? "" : " (" + until + ")");
  }

  private static String place(JsonNode value) {
    String name = name(value);
    String address = escaped(value.path("address"));
    return name.isEmpty() || address.isEmpty() ? name + address : name + ", " + address;
  }

  private static String escaped(JsonNode value) {
    return MarkdownEscape.inline(value.asText(""));
  }

  /** A type that is not known yet: its value if that is plain, else as the API gives it. */
  private static String unknown(JsonNode value) {
    if (value.isValueNode()) {
      return escaped(value);
    } else if (value.path("name").isTextual()) {
      return name(value);
    } else if (value.isEmpty()) {
      return "";
    }
    String json = value.toString();
    return MarkdownEscape.code(
        json.length() <= LONGEST_UNKNOWN ? json : json.substring(0, LONGEST_UNKNOWN) + "…");
  }
}
