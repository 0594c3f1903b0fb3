package io.millrace.datasource.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import io.millrace.datasource.DatasourceException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.md            | a.md",
        "*.md            | .md.md.md | no",
        "*.md            | a/b.md    | no",
        "*               | anything at all",
        "?.md            | é.md",
        "?.md            | 😀.md",
        "?.md            | ab.md     | no",
        "**              | a",
        "**              | a/b/c.d",
        "**/*.md         | a.md",
        "**/*.md         | a/b/c.md",
        "**/*.md         | a/b/c.mdx | no",
        "a/**/b          | a/b",
        "a/**/b          | a/x/y/b",
        "a/**/b          | a/x/yb    | no",
        "a/**            | a/b/c",
        "a/**            | ab/c      | no",
        "a**             | abc",
        "a**             | a/b       | no",
        "**b             | a/b       | no",
        "*/*             | a/b",
        "*/*             | a         | no",
        "{a,b}.md        | b.md",
        "{a,b}.md        | c.md      | no",
        "*.{md,txt}      | x.txt",
        "*.{md,t{x,s}t}  | x.tst",
        "{,x}a           | a",
        "{,x}a           | xa",
        "{*,b}c          | zzc",
        "{*,b}c          | zzb       | no",
        "{a/b,c}/d       | a/b/d",
        "{a/b,c}/d       | c/d",
        "{**/,}x         | a/b/x",
        "{docs/,}**/x    | docs/a/b/x",
        "{docs/,}**/x    | x",
        "{d,}**/x        | dx/x",
        "{d,}**/x        | d/a/b/x  | no",
        "{**,q}          | a/b/x",
        "[a-c]x          | bx",
        "[a-c]x          | dx        | no",
        "[!a-c]x         | dx",
        "[!a-c]x         | ax        | no",
        "[]]x            | ]x",
        "[-a]x           | -x",
        "[é-ü]           | ö",
        "a[b             | a[b",
        "a}b,c           | a}b,c",
        "\\*.md          | *.md",
        "\\*.md          | a.md      | no",
        "\\{a,b\\}       | {a,b}",
        "*               | .hidden   | no",
        "?hidden         | .hidden   | no",
        "[.]hidden       | .hidden   | no",
        "**              | a/.git/x  | no",
        "**/x            | .git/x    | no",
        ".*              | .hidden",
        "**/.env         | a/b/.env",
        "{.env,x}        | .env",
        "[a/b]           | a/b       | no",
        "a?b             | a/b       | no",
      })
  void matches(String patternAndPath) {
    List<String> row = Splitter.on(" |").trimResults().splitToList(patternAndPath);
    assertThat(matches(row.get(0), row.get(1))).isEqualTo(row.size() == 2);
  }

  @Test
  void aNameMayHaveLineBreaks() {
    assertThat(matches("*.md", "two\nlines.md")).isTrue();
    assertThat(matches("two?lines.*", "two\nlines.md")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a,b", "{", "a{b,{c}"})
  void aBraceLeftOpenIsTold(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("'" + pattern + "' has a '{' without its '}'");
  }

  @Test
  void anEndlessPatternIsRefused() {
    assertThatThrownBy(() -> Glob.of("*".repeat(5000)))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining("longer than 4096 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a", "{a,aa}", "**/", "{*,**}"})
  void noPatternIsSlow(String piece) {
    String hard = piece.repeat(400) + "b";
    Assertions.assertTimeout(
        Duration.ofSeconds(120), () -> assertThat(matches(hard, "a".repeat(250))).isFalse());
  }

  @Test
  void aFolderThatHoldsNoMatchIsKnownBeforeItIsEntered() {
    Glob glob = Glob.of("docs/*/x.md");
    BitSet docs = glob.into(glob.name(glob.start(), "docs"));
    assertThat(docs.isEmpty()).isFalse();
    assertThat(glob.into(glob.name(glob.start(), "src")).isEmpty()).isTrue();
    BitSet deep = glob.into(glob.name(docs, "a"));
    assertThat(glob.into(glob.name(deep, "b")).isEmpty()).isTrue();
  }

  private static boolean matches(String pattern, String path) {
    Glob glob = Glob.of(pattern);
    BitSet at = glob.start();
    for (Iterator<String> names = Splitter.on('/').split(path).iterator(); names.hasNext(); ) {
      at = glob.name(at, names.next());
      at = names.hasNext() ? glob.into(at) : at;
    }
    return glob.accepts(at);
  }
}
