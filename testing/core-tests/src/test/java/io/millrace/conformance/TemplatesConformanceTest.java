package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts with references, in the three forms that Dify renders. */
class TemplatesConformanceTest {

  @Test
  void referencesRenderAsRecorded() {
    ConformanceSuite.load("engine", "templates")
        .only("reference", vector -> vector.get("kind").textValue().equals("reference"))
        .check(TemplatesConformanceTest::run);
  }

  private static Verdict run(JsonNode vector) {
    if (vector.get("group").textValue().equals("ref/rag")
        && vector.get("template").textValue().matches("(?s).*\\{\\{#[^#]*\\.\\d[^#]*#}}.*")) {
      return Verdict.notBinding("a part that begins with a digit: we resolve those after rag");
    }
    VariablePool variables = VectorPool.of(vector.get("variables"));
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
