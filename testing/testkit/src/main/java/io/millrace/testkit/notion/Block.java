package io.millrace.testkit.notion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block to put on a page.
 *
 * @param type its type
 * @param body what it has under the name of its type
 * @param children what is below it
 */
public record Block(String type, ObjectNode body, List<Block> children) {

  public static Block of(String type, ObjectNode body, Block... children) {
    return new Block(type, body, List.of(children));
  }

  /** Returns a block of rich text, such as a paragraph, with plain text. */
  public static Block text(String type, String text, Block... children) {
    return rich(type, Texts.plain(text), children);
  }

  public static Block rich(String type, ArrayNode text, Block... children) {
    return of(type, Json.object("rich_text", text, "color", "default"), children);
  }

  public static Block paragraph(String text, Block... children) {
    return text("paragraph", text, children);
  }

  public static Block toDo(String text, boolean checked, Block... children) {
    return of("to_do", Json.object("rich_text", Texts.plain(text), "checked", checked), children);
  }

  public static Block code(String code, String language, String caption) {
    return of(
        "code",
        Json.object(
            "rich_text",
            Texts.plain(code),
            "language",
            language,
            "caption",
            caption.isEmpty() ? Json.array() : Texts.plain(caption)));
  }

  /** Returns a table of plain texts. */
  public static Block table(boolean columnHeader, boolean rowHeader, List<List<String>> rows) {
    Block[] children =
        rows.stream()
            .map(
                row ->
                    of(
                        "table_row",
                        Json.object("cells", Json.array(row.stream().map(Texts::plain).toArray()))))
            .toArray(Block[]::new);
    return of(
        "table",
        Json.object(
            "table_width",
            rows.get(0).size(),
            "has_column_header",
            columnHeader,
            "has_row_header",
            rowHeader),
        children);
  }

  /** Returns a synced block: the original without an id, a copy with the original's. */
  public static Block synced(@Nullable String original, Block... children) {
    return of(
        "synced_block",
        Json.object(
            "synced_from",
            original == null ? null : Json.object("type", "block_id", "block_id", original)),
        children);
  }

  /** Returns a file kept elsewhere. */
  public static Block external(String type, String url, String caption) {
    return of(
        type,
        Json.object(
            "type",
            "external",
            "external",
            Json.object("url", url),
            "caption",
            caption.isEmpty() ? Json.array() : Texts.plain(caption)));
  }

  /** Returns a file that Notion keeps, under an address that ends. */
  public static Block hosted(String type, String name, String url, String expiry) {
    return of(
        type,
        Json.object(
            "type",
            "file",
            "file",
            Json.object("url", url, "expiry_time", expiry),
            "name",
            name,
            "caption",
            Json.array()));
  }
}
