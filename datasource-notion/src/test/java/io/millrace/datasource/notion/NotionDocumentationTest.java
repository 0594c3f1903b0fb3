package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the blocks and their Markdown that {@code docs/datasources/notion.md} shows. */
@Timeout(180)
class NotionDocumentationTest {
  private static final Path PAGE = Path.of("../docs/datasources/notion.md");

  @Test
  void theDocumentedMarkdownOfEveryBlockIsWhatComesOut() throws IOException {
    assertShown("block", everyBlock());
  }

  @Test
  void theDocumentedTextOfEveryPropertyIsWhatComesOut() throws IOException {
    assertShown("property", everyProperty());
  }

  private static void assertShown(String what, String shown) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- every " + what + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- /every " + what + " -->\n");
    if (System.getenv("MILLRACE_WRITE_DOCS") != null) {
      Files.writeString(PAGE, page.substring(0, from) + shown + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to)).isEqualTo(shown);
  }

  private static String everyProperty() throws IOException {
    try (NotionServer server = NotionServer.start();
        Reader reader = new Reader(server, Map.of())) {
      PropertySamples.Added added = PropertySamples.add(server.workspace());
      StringBuilder out = new StringBuilder("\n```json\n");
      JsonNode properties = server.workspace().object(added.row()).path("properties");
      properties
          .properties()
          .forEach(
              property -> {
                String type = property.getValue().path("type").asText();
                out.append('"')
                    .append(type)
                    .append("\": ")
                    .append(
                        type.equals("title")
                            ? "[{\"plain_text\":\"Everything\"}]"
                            : property.getValue().path(type))
                    .append('\n');
              });
      return out.append("```\n\n````markdown\n")
          .append(reader.content("page", added.row()))
          .append("````\n\n")
          .toString();
    }
  }

  private static String everyBlock() throws IOException {
    StringBuilder out = new StringBuilder();
    try (NotionServer server = NotionServer.start();
        Reader reader = new Reader(server, Map.of())) {
      FakeWorkspace workspace = server.workspace();
      String mill = workspace.page("The mill");
      String stones = workspace.database("Stones", FakeWorkspace.columns("Name", "title"));
      String original = workspace.newId();
      for (Samples.Sample sample : Samples.everyBlock(mill, stones, original)) {
        String page = workspace.page(sample.name());
        StringBuilder blocks = new StringBuilder();
        boolean first = true;
        for (Block block : sample.blocks()) {
          boolean isOriginal = sample.name().startsWith("Synced") && first;
          workspace.append(page, isOriginal ? original : workspace.newId(), block);
          first = false;
          outline(blocks, "", block);
        }
        out.append("\n**").append(sample.name()).append("**\n\n```text\n").append(blocks);
        String body = reader.body(page);
        out.append("```\n\n");
        if (body.isEmpty()) {
          out.append("Nothing: it only leads about the page.\n");
        } else {
          out.append("````markdown\n").append(body).append("\n````\n");
        }
      }
    }
    return out.append('\n').toString();
  }

  private static void outline(StringBuilder out, String indent, Block block) {
    out.append(indent).append(block.type());
    String text = RichText.plain(block.body().path("rich_text"));
    if (!text.isEmpty()) {
      out.append(" \"").append(text.replace("\n", "⏎")).append('"');
    }
    for (Map.Entry<String, JsonNode> field : block.body().properties()) {
      String value = RichText.plain(field.getValue());
      if (field.getKey().equals("cells")) {
        field
            .getValue()
            .forEach(
                cell ->
                    out.append(" \"").append(RichText.plain(cell).replace("\n", "⏎")).append('"'));
      } else if (field.getKey().equals("caption") && !value.isEmpty()) {
        out.append(" caption=\"").append(value).append('"');
      } else if (field.getValue().isValueNode()
          && !field.getKey().equals("color")
          && !field.getKey().equals("type")) {
        out.append(' ').append(field.getKey()).append('=').append(field.getValue().asText());
      }
    }
    out.append('\n');
    block.children().forEach(child -> outline(out, indent + "  ", child));
  }
}
