package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts with references, in the three forms that Dify renders. */
class TemplatesConformanceTest {
  private static final Pattern RAG_NODE_ID = Pattern.compile("\\{\\{#rag(\\.\\w+)*\\.\\d[^#]*#}}");

  @Test
  void referencesRenderAsRecorded() {
    ConformanceSuite.load("engine", "templates")
        .only("reference", vector -> vector.get("kind").textValue().equals("reference"))
        .check(TemplatesConformanceTest::run);
  }

  private static Verdict run(JsonNode vector) {
    if (RAG_NODE_ID.matcher(vector.get("template").textValue()).find()) {
      return Verdict.notBinding("a part that begins with a digit: we resolve those after rag");
    } else if (Binding.hasRandomId(vector.get("expected"))) {
      return Verdict.notBinding("a random id shows in the recorded text");
    }
    VariablePool variables = VectorPool.of(vector.path("variables"));
    Template template = Template.parse(vector.get("template").textValue());
    Map<String, @Nullable Object> actual = new LinkedHashMap<>();
    actual.put("text", template.text(variables));
    actual.put("markdown", template.markdown(variables));
    actual.put("log", template.log(variables));
    List<Map<String, String>> pieces =
        template.values(variables).stream()
            .map(value -> Map.of("type", value.type().wireName()))
            .toList();
    actual.put("segments", pieces);
    return Verdict.equal(VectorValues.map(vector.get("expected")), actual);
  }
}
