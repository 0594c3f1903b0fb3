package io.millrace.template.jinjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that want the machine, or the program they run in. */
@Timeout(600)
class HostileTemplateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in range(1000000000) %}{% endfor %}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
        "{{ range(1000000000)|list }}",
        "{{ range(1000000000)|sum }}",
        "{{ range(1000000000)|map('string')|join }}",
        "{{ range(2000000000)|batch(2)|list }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{{ 'x'|center(1000000000) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x'.zfill(1000000000) }}",
        "{{ 'a\tb'.expandtabs(1000000000) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ 'a\nb'|indent(1000000000) }}",
        "{{ {'a': 1}|tojson(indent=1000000000) }}",
        "{{ [1]|slice(1000000000)|list }}",
        "{{ [1]|batch(1000000000, 0)|list }}",
        "{{ 2 ** 1000000000 }}",
        "{{ 10 ** (10 ** 10) }}",
        "{{ (2 ** 1000000) * (2 ** 1000000) }}",
        "{{ 10 ** 5000 }}",
        "{{ lipsum(n=100000000) }}",
        "{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor"
            + " %}",
        "{% set n = namespace(l=[0]) %}{% for i in range(99) %}{% set n.l = n.l + n.l %}{% endfor"
            + " %}",
        "{% set l = [1] %}{% for i in l %}{% set _ = l.append(i) %}{% endfor %}",
        "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}",
        "{% set l = [] %}{% set _ = l.append(l) %}{{ l|tojson }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% block b %}{{ self.b() }}{% endblock %}",
      })
  void aTemplateThatWantsTooMuchIsStopped(String template) {
    assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.getClass() }}",
        "{{ ''['getClass']() }}",
        "{{ (''|attr('getClass'))() }}",
        "{{ [].getClass().forName('java.lang.Runtime') }}",
        "{{ o.getClass().getClassLoader() }}",
        "{{ range.getClass() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ range.__globals__['os'] }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{{ self.__init__() }}",
        "{{ self._TemplateReference__context }}{{ 1 / 0 }}",
        "{{ ____int3rpr3t3r____.getContext() }}",
        "{{ namespace().getClass() }}",
        "{% for i in [1] %}{{ loop.getClass() }}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'file:///etc/passwd' as x %}",
        "{% extends '/etc/passwd' %}",
        "{{ '{0.__class__}'.format('') }}",
        "{{ [1]|map(attribute='getClass')|map('nope')|list }}",
      })
  void aTemplateDoesNotReachWhatItRunsIn(String template) {
    assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class);
  }

  @Test
  void anAttributeThatJavaHasButPythonHasNotPrintsNothing() {
    assertThat(render("{{ ''.class }}{{ o.class }}{{ s.getBytes }}{{ range.call }}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{'a':", "-", "1 if ", "x|f(", "+"})
  void nestingWithoutEndIsRefused(String opening) {
    assertThatThrownBy(() -> render("{{ " + opening.repeat(50_000) + "1 }}"))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void blocksInsideBlocksWithoutEndAreRefused() {
    assertThatThrownBy(() -> render("{% if 1 %}".repeat(50_000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void aSumOfAHundredThousandPartsEndsOneWayOrTheOther() {
    try {
      assertThat(render("{{ 1" + "+1".repeat(100_000) + " }}")).isEqualTo("100001");
    } catch (TemplateException tooDeep) {
      assertThat(tooDeep).hasMessageContaining("recursion");
    }
  }

  @Test
  void valuesNestedVeryDeepAreRefusedWhenPrinted() {
    Object deep = 1L;
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }
    Map<String, Object> variables = Map.of("deep", deep);

    assertThatThrownBy(() -> render("{{ deep }}", variables)).isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> render("{{ deep|tojson }}", variables))
        .isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> render("{{ deep == [deep] }}{{ deep|pprint }}", variables))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void aRenderThatIsOutOfTimeStops() {
    CompiledTemplate template = CompiledTemplate.of("{% for i in range(100000000) %}{% endfor %}");
    TemplateLimits patient = new TemplateLimits(1, Long.MAX_VALUE, 10, Duration.ofMillis(50));

    assertThatThrownBy(
            () -> template.render(Map.of(), patient, System.nanoTime() + 50_000_000, () -> false))
        .hasMessageContaining("took too long");
  }

  @Test
  void anInterruptStopsTheRenderAndStaysVisible() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> render("{% for i in range(100000000) %}{% endfor %}"))
          .hasMessage("The template was stopped");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "(", "&lt;", "a@", "http://", "-", " ", "&", "<!--", "a.", "{%"})
  void textFiltersAreLinearInHostileText(String piece) {
    String text = piece.repeat(100_000 / piece.length());
    Map<String, Object> variables = Map.of("t", text);

    for (String filter :
        List.of("striptags", "title", "wordcount", "wordwrap(9)", "urlize", "trim", "e|length")) {
      assertThat(render("{{ (t|" + filter + ")|string|length >= 0 }}", variables))
          .as(filter)
          .isEqualTo("True");
    }
  }

  private static String render(String template) {
    return render(template, Map.of("o", Map.of("a", 1L), "s", "text"));
  }

  private static String render(String template, Map<String, Object> variables) {
    return CompiledTemplate.of(template)
        .render(
            variables,
            TemplateLimits.DEFAULT,
            System.nanoTime() + TemplateLimits.DEFAULT.time().toNanos(),
            () -> false);
  }
}
