package io.millrace.testkit.notion;

import static io.millrace.testkit.notion.FakeWorkspace.columns;
import static io.millrace.testkit.notion.FakeWorkspace.title;
import static io.millrace.testkit.notion.FakeWorkspace.value;
import static io.millrace.testkit.notion.FakeWorkspace.values;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Pages and databases to try things with. */
public final class Samples {
  /** When the samples' signed addresses end. */
  public static final String EXPIRY = "2026-03-01T11:20:00.000Z";

  private static final String HOSTED = "https://files.example/signed?X-Amz-Signature=5ecre7";

  private Samples() {}

  /**
   * Blocks that belong together.
   *
   * @param name what they show
   */
  public record Sample(String name, List<Block> blocks) {
    static Sample of(String name, Block... blocks) {
      return new Sample(name, List.of(blocks));
    }
  }

  /** Returns every type of block; some lead to {@code page}. */
  public static List<Sample> everyBlock(String page, String database, String original) {
    return List.of(
        Sample.of(
            "Paragraph with every form of text",
            Block.rich(
                "paragraph",
                Texts.of(
                    Texts.text("Plain, "),
                    Texts.text("bold", "bold"),
                    Texts.text(", "),
                    Texts.text("italic", "italic"),
                    Texts.text(", "),
                    Texts.text("struck", "strikethrough"),
                    Texts.text(", "),
                    Texts.text("underlined", "underline"),
                    Texts.text(", "),
                    Texts.text("red", "red"),
                    Texts.text(", "),
                    Texts.text("a | b", "code"),
                    Texts.text(", "),
                    Texts.link("a link", "https://example.org/a(b)"),
                    Texts.text(", "),
                    Texts.equation("e=mc^2"),
                    Texts.text(" and *no* [form] at all."))),
            Block.paragraph("Two\nlines")),
        Sample.of(
            "Mentions",
            Block.rich(
                "paragraph",
                Texts.of(
                    Texts.mention("user", Json.object("id", "u"), "@Ada Miller", null),
                    Texts.text(" on "),
                    Texts.mention(
                        "date",
                        Json.object(
                            "start",
                            "2026-03-01T09:30:00.000+01:00",
                            "end",
                            "2026-03-02",
                            "time_zone",
                            null),
                        "2026-03-01T09:30:00.000+01:00 → 2026-03-02",
                        null),
                    Texts.text(" in "),
                    Texts.mention("page", Json.object("id", page), "The mill", null),
                    Texts.text(" and "),
                    Texts.mention("database", Json.object("id", database), "Stones", null),
                    Texts.text(", see "),
                    Texts.mention(
                        "link_preview",
                        Json.object("url", "https://example.org/issue/1"),
                        "https://example.org/issue/1",
                        "https://example.org/issue/1"),
                    Texts.text(" "),
                    Texts.mention(
                        "template_mention",
                        Json.object(
                            "type", "template_mention_date", "template_mention_date", "today"),
                        "@Today",
                        null)))),
        Sample.of(
            "Headings",
            Block.text("heading_1", "Grain"),
            Block.text("heading_2", "Wheat"),
            Block.text("heading_3", "Spelt"),
            Block.of(
                "heading_2",
                Json.object("rich_text", Texts.plain("Toggleable"), "is_toggleable", true),
                Block.paragraph("What it hides."))),
        Sample.of(
            "Bulleted list",
            Block.text("bulleted_list_item", "Stones", Block.text("bulleted_list_item", "Runner")),
            Block.text("bulleted_list_item", "Sails", Block.paragraph("Four of them."))),
        Sample.of(
            "Numbered list",
            Block.text(
                "numbered_list_item",
                "Clean",
                Block.text("numbered_list_item", "Sieve"),
                Block.text("numbered_list_item", "Wash")),
            Block.text("numbered_list_item", "Grind"),
            Block.paragraph("A pause."),
            Block.text("numbered_list_item", "Bake")),
        Sample.of(
            "To-do list", Block.toDo("Oil the gear", true), Block.toDo("Turn the cap", false)),
        Sample.of("Toggle", Block.text("toggle", "Why wind?", Block.paragraph("It is free."))),
        Sample.of(
            "Quote",
            Block.text("quote", "All is grist.\nTo this mill.", Block.paragraph("Below."))),
        Sample.of(
            "Callout",
            Block.of(
                "callout",
                Json.object(
                    "rich_text",
                    Texts.plain("Mind the sails."),
                    "icon",
                    Json.object("type", "emoji", "emoji", "⚠️")),
                Block.text("bulleted_list_item", "They turn."))),
        Sample.of("Divider", Block.of("divider", Json.object())),
        Sample.of("Code", Block.code("int rpm = 12;\nif (rpm > 9) brake();", "java", "The brake")),
        Sample.of(
            "Equation",
            Block.of("equation", Json.object("expression", "P = \\frac{1}{2} \\rho A v^3"))),
        Sample.of(
            "Table",
            Block.table(
                true,
                true,
                List.of(
                    List.of("Grain", "Price"),
                    List.of("Rye", "5 | 6"),
                    List.of("Oat", "two\nlines"))),
            Block.table(false, false, List.of(List.of("no", "header")))),
        Sample.of(
            "Columns",
            Block.of(
                "column_list",
                Json.object(),
                Block.of("column", Json.object(), Block.paragraph("Left")),
                Block.of("column", Json.object(), Block.paragraph("Right")))),
        Sample.of(
            "Synced blocks",
            Block.synced(null, Block.paragraph("Said once.")),
            Block.synced(original)),
        Sample.of(
            "Template", Block.text("template", "Add a delivery", Block.toDo("Weigh it", false))),
        Sample.of(
            "Child page and child database",
            Block.of("child_page", Json.object("title", "Log")),
            Block.of("child_database", Json.object("title", "Deliveries"))),
        Sample.of(
            "Link to a page",
            Block.of("link_to_page", Json.object("type", "page_id", "page_id", page))),
        Sample.of(
            "Bookmark, embed, link preview",
            Block.of(
                "bookmark",
                Json.object("url", "https://example.org/mills", "caption", Texts.plain("Mills"))),
            Block.of(
                "embed",
                Json.object("url", "https://maps.example.org/?q=mill", "caption", Json.array())),
            Block.of("link_preview", Json.object("url", "https://example.org/pull/7"))),
        Sample.of(
            "Images and files",
            Block.external("image", "https://example.org/mill.png", "The mill"),
            Block.hosted("image", "gear.png", HOSTED, EXPIRY),
            Block.external("video", "https://example.org/turning.mp4", ""),
            Block.hosted("audio", "creak.mp3", HOSTED, EXPIRY),
            Block.hosted("file", "plan.docx", HOSTED, EXPIRY),
            Block.external("pdf", "https://example.org/deed.pdf", "The deed")),
        Sample.of(
            "Breadcrumb, table of contents",
            Block.of("breadcrumb", Json.object()),
            Block.of("table_of_contents", Json.object("color", "default"))),
        Sample.of(
            "Unsupported, or from the future",
            Block.of("unsupported", Json.object()),
            Block.rich(
                "hologram",
                Texts.plain("A spinning mill"),
                Block.paragraph("And what is in it."))));
  }

  /** Adds a database of so many deliveries and returns its id. */
  public static String deliveries(FakeWorkspace workspace, int rows) {
    ObjectNode columns =
        columns("Sacks", "number", "Delivery", "title", "Grain", "select", "Milled", "checkbox");
    String database = workspace.database("Deliveries", columns);
    String source = workspace.source(database, 0);
    for (int i = 1; i <= rows; i++) {
      workspace.row(
          source,
          values(
              "Sacks",
              value("number", i % 40),
              "Delivery",
              title("Delivery " + i + (i == 1_234 ? " of buckwheat to Thistledown Farm" : "")),
              "Grain",
              value("select", Json.object("name", i % 2 == 0 ? "rye" : "wheat")),
              "Milled",
              value("checkbox", i % 3 == 0)),
          Block.paragraph("Signed for by miller " + i % 7 + "."));
    }
    return database;
  }

  /** Adds a page with every block and returns its id. */
  public static String fullPage(FakeWorkspace workspace) {
    String mill = workspace.page("The mill", Block.paragraph("It stands on a hill."));
    String stones = workspace.database("Stones", columns("Name", "title"));
    String original = workspace.newId();
    String page = workspace.page("Every block");
    for (Sample sample : everyBlock(mill, stones, original)) {
      boolean first = true;
      for (Block block : sample.blocks()) {
        boolean isOriginal = sample.name().equals("Synced blocks") && first;
        workspace.append(page, isOriginal ? original : workspace.newId(), block);
        first = false;
      }
    }
    return page;
  }
}
