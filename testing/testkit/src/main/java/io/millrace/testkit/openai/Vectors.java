package io.millrace.testkit.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What the fake server says of texts: the same for the same text, and more alike for alike ones.
 */
final class Vectors {
  private static final int DIMENSION = 26;

  private Vectors() {}

  static ObjectNode embeddings(JsonNode request) {
    ObjectNode answer = FakeOpenAi.MAPPER.createObjectNode();
    ArrayNode data = answer.putArray("data");
    int index = 0;
    for (JsonNode text : request.path("input")) {
      ObjectNode entry = data.addObject().put("index", index++);
      ArrayNode vector = entry.putArray("embedding");
      for (int count : letters(text.asText())) {
        vector.add(count + 0.01);
      }
    }
    answer.putObject("usage").put("total_tokens", 10L * index);
    return answer;
  }

  private static int[] letters(String text) {
    int[] counts = new int[DIMENSION];
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z') {
        counts[c - 'a']++;
      }
    }
    return counts;
  }

  static ObjectNode scores(JsonNode request) {
    String[] words = request.path("query").asText().toLowerCase(Locale.ROOT).split("\\W+", -1);
    ObjectNode answer = FakeOpenAi.MAPPER.createObjectNode();
    ArrayNode results = answer.putArray("results");
    int index = 0;
    for (JsonNode document : request.path("documents")) {
      String text = document.asText().toLowerCase(Locale.ROOT);
      int found = 0;
      for (String word : words) {
        found += text.contains(word) ? 1 : 0;
      }
      results
          .addObject()
          .put("index", index++)
          .put("relevance_score", (double) found / words.length);
    }
    return answer;
  }
}
