package io.millrace.template.jinjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of Jinja2 3.1 that are easy to get wrong. */
class JinjaSemanticsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ {'a': {'b': 1}} }}                                    => {'a': {'b': 1}}
          {{ '}}' }}{{ "%}" }}                                     => }}%}
          {% raw %}{{ x }}{% endraw %}                             => {{ x }}
          a {%- raw -%} {{ x }} {%- endraw -%} b                   => a{{ x }}b
          {{ -2 ** 2 }} {{ 2 ** 3 ** 2 }} {{ -7 // 2 }} {{ -7 % 3 }} => 4 64 -4 2
          {{ 1 < 3 < 2 }} {{ 3 not in l }} {{ 1 == true }}         => False False True
          {{ 9223372036854775807 + 1 }}                            => 9223372036854775808
          {{ 0.1 + 0.2 }} {{ 1e16 }} {{ 100 / 4 }} {{ 2e-3 }}      => 0.30000000000000004 1e+16 25.0 0.002
          {{ 2.675|round(2) }} {{ 4.5|round }} {{ 15|round(-1) }}  => 2.67 4.0 20
          {% set t = 0 %}{% for i in l %}{% set t = t + i %}{% endfor %}{{ t }} => 0
          {% set n = namespace(t=0) %}{% for i in l %}{% set n.t = n.t + i %}{% endfor %}{{ n.t }} => 6
          {% if 1 %}{% set a = 2 %}{% endif %}{{ a }}              => 2
          {% macro m(a, b=2) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{{ m(1, 3, 4) }} => 13(4,)
          {% macro m() %}[{{ caller('x') }}]{% endmacro %}{% call(y) m() %}{{ y }}{% endcall %} => [x]
          {{ 'a,b'.split(',')|map('upper')|join('-') }}            => A-B
          {{ '%05.1f|%-4s|%x' % (3.14159, 'ab', 255) }}            => 003.1|ab  |ff
          {{ '{:>6,}|{!r}'.format(1234, 'x') }}                    => ` 1,234|'x'`
          {{ u|length }} {{ u[-1] }} {{ u|reverse }} {{ u[1:] }}   => 3 ß ß😀é 😀ß
          {{ d['items'] }}{{ 1 if false }}                          => 7
          {{ d['items'] }} {{ d.get('q', 'none') }}                => 7 none
          {{ missing }}{{ missing|length }}{{ missing == other }}  => 0True
          {{ l|sort(reverse=true)|first }} {{ l|sum / 2 }}         => 3 3.0
          {{ ''|select('no such test')|list }}{{ d[d] }}           => []
          {{ (-0.4)|round(0, 'ceil') }} {{ '{:,}'.format(1e16) }}     => 0.0 1e+16
          {{ 'ΑΣ'.title() }} {{ 'ŉ'.title() }} {{ 'Σς'.casefold() }} => Ας ʼN σσ
          {{ 'ǅ'.swapcase() }} {{ 'ıİ'.casefold()|length }}        => ǅ 3
          {% for i in l %}{{ loop }}{% endfor %}                   => <LoopContext 1/3><LoopContext 2/3><LoopContext 3/3>
          {{ l|items is iterable }} {{ range(2) in {range(2): 1} }} => True True
          {% filter upper|replace('A', 'b') %}a{{ l }}{% endfilter %} => b[1, 2, 3]
          {{ 'a\u200db'|wordcount }} {{ [1, none]|unique(attribute='t')|list }} => 2 [1]
          """)
  void rendersAsJinjaDoes(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'x'|upper(1) }}",
        "{{ 1 is defined(2) }}",
        "{{ 1 is eq(1, 2) }}",
        "{{ '%c' % 1114112 }}",
        "{{ '{:+}'.format('x') }}",
        "{{ {}.popitem() }}",
        "{% filter length %}abc{% endfilter %}",
        "{{ {'a': [1]}.items()|unique|list }}",
        "{{ l|items|list }}",
        "{{ 'inf'|float|round(0, 'floor') }}"
      })
  void refusesWhatJinjaRefuses(String template) {
    assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> render(template));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ 'a\\'b' }}", "{# c #}a'b", "{% raw %}a'b{% endraw %}", "{{{1: 2}}}"})
  void aPieceMayStandAnywhereInALongTemplate(String piece) {
    String shown = piece.startsWith("{{{") ? "{1: 2}" : "a'b";
    for (int before = 4_080; before < 4_100; before++) {
      String text = "x".repeat(before);
      assertThat(render(text + piece + "{{ '" + text + "' }}")).isEqualTo(text + shown + text);
    }
    assertThat(render(piece.repeat(20_000))).isEqualTo(shown.repeat(20_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "{{ '<%s-%d>'|safe|format('<', 3) }} ; <&LT-3>",
        "{{ '%r %s'|safe % (['<'], '<'|safe) }} ; [&QUOT&LT&QUOT] <",
        "{{ ('{:*>3}{}'|safe).format('<', '<'|safe) }} ; **&LT<",
        "{{ ('<br>'|safe).join(['<', 'a']) }} ; &LT<br>a",
        "{{ ('<a>'|safe).replace('a', '<') }} ; <&LT>",
        "{{ ('a<b'|safe).split('<') }} ; [Markup('a'), Markup('b')]",
        "{{ ('<b>x</b>'|safe).striptags() }} ; x"
      })
  void whatIsPutIntoSafeTextIsEscaped(String template, String shown) {
    assertThat(render(template)).isEqualTo(shown.replace("&LT", "&lt;").replace("&QUOT", "&#39;"));
  }

  private static String render(String template) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("l", List.of(1L, 2L, 3L));
    variables.put("u", "é😀ß");
    variables.put("d", Map.of("items", 7L));
    return CompiledTemplate.of(template)
        .render(
            variables, TemplateLimits.DEFAULT, System.nanoTime() + 60_000_000_000L, () -> false);
  }
}
