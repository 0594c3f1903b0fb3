package io.millrace.variable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private final VariablePool variables = new VariablePool();

  @Test
  void aNodeIdAfterRagIsResolvedThoughItBeginsWithADigit() {
    variables.put("rag", "1752491761974", Map.of("url", "https://example.org"));
    assertThat(Template.parse("<{{#rag.1752491761974.url#}}>").text(variables))
        .isEqualTo("<https://example.org>");
    assertThat(Template.parse("{{#sys.1752491761974.url#}}").text(variables))
        .isEqualTo("{{#sys.1752491761974.url#}}");
  }

  @Test
  void aReferenceWithoutAValueShowsItsPath() {
    assertThat(Template.parse("a {{#n.x#}} b").text(variables)).isEqualTo("a n.x b");
  }

  @Test
  void aSecretShowsInTextAndIsMaskedInTheLog() {
    variables.put("env", "KEY", new Value(ValueType.SECRET, "sk-1234567890"));
    variables.put("env", "PIN", new Value(ValueType.SECRET, "1234"));
    Template template = Template.parse("{{#env.KEY#}} {{#env.PIN#}}");
    assertThat(template.text(variables)).isEqualTo("sk-1234567890 1234");
    assertThat(template.log(variables)).isEqualTo("sk-123************90 ********************");
    assertThat(template.showsSecret(variables)).isTrue();
    assertThat(Template.parse("env").showsSecret(variables)).isFalse();
  }

  @Test
  void referencesAreListedInOrder() {
    assertThat(Template.parse("{{#a.b#}} and {{#sys.c.d#}}{{#a.b#}} x.y").references())
        .containsExactly(
            Selector.of("a", "b"), Selector.of("sys", "c", "d"), Selector.of("a", "b"));
  }

  @Test
  void textThatAlmostLooksLikeReferencesIsReadInOnePass() {
    for (String piece : new String[] {"{{#", "{{#a.", "{{#a.b#}", "{", "{{#" + "a".repeat(60)}) {
      String text = piece.repeat(400_000 / piece.length());
      assertThat(Template.parse(text).text(variables)).isEqualTo(text);
    }
  }

  @Test
  void randomTextsAreSplitAsThePatternSplitsThem() {
    Pattern pattern = Pattern.compile("\\{\\{#(\\w{1,50}(?:\\.[a-zA-Z_]\\w{0,29}){1,10})#}}");
    Random random = new Random(20261122);
    String[] tokens = {"{{#", "{", "#", "}}", "#}}", ".", "a", "_b1", "1", "n", " ", "\n", "é"};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(14); j >= 0; j--) {
        text.append(tokens[random.nextInt(tokens.length)]);
      }
      Matcher matcher = pattern.matcher(text);
      assertThat(Template.parse(text.toString()).references())
          .as("%s", text)
          .map(Selector::dotted)
          .containsExactlyElementsOf(matcher.results().map(found -> found.group(1)).toList());
    }
  }
}
