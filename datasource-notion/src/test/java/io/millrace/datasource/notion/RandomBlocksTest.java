package io.millrace.datasource.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.datasource.DatasourceException;
import io.millrace.testkit.notion.Block;
import io.millrace.testkit.notion.FakeWorkspace;
import io.millrace.testkit.notion.Json;
import io.millrace.testkit.notion.NotionServer;
import io.millrace.testkit.notion.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages made by chance: whatever Notion sends, nothing is lost and nothing breaks. */
@Timeout(300)
class RandomBlocksTest {
  private static final String[] TYPES = {
    "paragraph",
    "bulleted_list_item",
    "numbered_list_item",
    "numbered_list_item",
    "to_do",
    "toggle",
    "quote",
    "callout",
    "heading_2",
    "template",
    "from_the_future"
  };

  private final NotionServer server = NotionServer.start();
  private final FakeWorkspace workspace = server.workspace();
  private final Reader reader = new Reader(server, Map.of());
  private int markers;

  RandomBlocksTest() throws IOException {}

  @AfterEach
  void close() {
    reader.close();
    server.close();
  }

  /** Blocks whose texts are numbered as a reader meets them. */
  private Block[] blocks(Random random, int depth, List<String> numbered) {
    List<Block> blocks = new ArrayList<>();
    int number = 0;
    for (int i = random.nextInt(5) + (depth == 0 ? 3 : 0); i > 0; i--) {
      String type = TYPES[random.nextInt(TYPES.length)];
      String marker = "m" + markers++ + "m";
      number = type.equals("numbered_list_item") ? number + 1 : 0;
      if (number > 0) {
        numbered.add(number + ". " + marker);
      }
      Block[] below = depth < 4 ? blocks(random, depth + 1, numbered) : new Block[0];
      blocks.add(Block.text(type, marker, below));
    }
    return blocks.toArray(Block[]::new);
  }

  private static List<String> found(String body) {
    return Pattern.compile("m\\d+m").matcher(body).results().map(match -> match.group()).toList();
  }

  private List<String> expected() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < markers; i++) {
      all.add("m" + i + "m");
    }
    return all;
  }

  @Test
  void everyBlockIsThereOnceInItsOrderAndEveryNumberIsRight() {
    for (int seed = 0; seed < 40; seed++) {
      markers = 0;
      List<String> numbered = new ArrayList<>();
      String page = workspace.page("P", blocks(new Random(seed), 0, numbered));
      String body = reader.body(page);
      assertThat(found(body)).as("seed %d", seed).isEqualTo(expected());
      assertThat(body).as("seed %d", seed).contains(numbered);
    }
  }

  @Test
  void aBlockThatIsNotAsDocumentedTakesNoOtherAlong() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      String page = workspace.page("P", Block.paragraph("first mark"));
      List<String> ids = new ArrayList<>();
      for (Samples.Sample sample : Samples.everyBlock(page, page, page)) {
        ids.addAll(workspace.append(page, sample.blocks().toArray(Block[]::new)));
      }
      ObjectNode victim = workspace.object(ids.get(random.nextInt(ids.size())));
      String before = victim.toString();
      spoil(victim, random);
      workspace.append(page, Block.paragraph("last mark"));
      try {
        assertThat(reader.body(page))
            .as("seed %d: %s became %s", seed, before, victim)
            .contains("first mark")
            .contains("last mark");
      } catch (DatasourceException e) {
        throw new AssertionError("seed " + seed + ": " + before + " became " + victim, e);
      }
    }
  }

  @Test
  void aPropertyThatIsNotAsDocumentedTakesNoOtherAlong() {
    PropertySamples.Added added = PropertySamples.add(workspace);
    String database = added.database();
    String row = added.row();
    String whole = workspace.object(row).path("properties").toString();
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      ObjectNode properties = (ObjectNode) Json.parse(whole);
      List<String> names = new ArrayList<>();
      properties.fieldNames().forEachRemaining(names::add);
      names.remove("Name");
      spoil((ObjectNode) properties.path(names.get(random.nextInt(names.size()))), random);
      workspace.object(row).set("properties", properties);
      try {
        assertThat(reader.content("database", database))
            .as("seed %d: %s", seed, properties)
            .contains("Everything");
        assertThat(reader.content("page", row)).contains("# Everything");
      } catch (DatasourceException e) {
        throw new AssertionError("seed " + seed + ": " + properties, e);
      }
    }
  }

  /** Removes one value somewhere in an object, or puts one of another kind in its place. */
  private static void spoil(ObjectNode object, Random random) {
    List<Runnable> ways = new ArrayList<>();
    collect(object, random, ways, true);
    ways.get(random.nextInt(ways.size())).run();
  }

  private static void collect(JsonNode node, Random random, List<Runnable> ways, boolean top) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                String name = field.getKey();
                if (top && Set.of("id", "has_children", "archived", "in_trash").contains(name)) {
                  return;
                }
                ways.add(() -> object.remove(name));
                ways.add(() -> object.set(name, other(random)));
                collect(field.getValue(), random, ways, false);
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        ways.add(() -> array.set(index, other(random)));
        collect(array.get(i), random, ways, false);
      }
    }
  }

  private static JsonNode other(Random random) {
    String[] values = {
      "null", "7", "-1.5e300", "true", "'x'", "''", "[]", "{}", "[null]", "[[]]", "{'type':'x'}"
    };
    return Json.parse(values[random.nextInt(values.length)]);
  }
}
