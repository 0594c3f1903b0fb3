package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  private static WebAddress address(String text) {
    return Objects.requireNonNull(WebAddress.parse(text), text);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://Example.ORG:80/a,               http://example.org/a",
    "https://example.org:443,               https://example.org/",
    "https://example.org:8443/x,            https://example.org:8443/x",
    "http://user:secret@example.org/a,      http://example.org/a",
    "http://bücher.example/ä,               http://xn--bcher-kva.example/%C3%A4",
    "http://example.org/a/../b/./c,         http://example.org/b/c",
    "http://example.org/../../x,            http://example.org/x",
    "http://example.org/%7euser/%e4,        http://example.org/~user/%E4",
    "http://example.org/a b|c,              http://example.org/a%20b%7Cc",
    "http://example.org/100%,               http://example.org/100%25",
    "http://example.org/a#part,             http://example.org/a",
    "http://example.org/a;jsessionid=1F/b,  http://example.org/a/b",
    "http://example.org/a?sid=1&b=2&utm_source=x, http://example.org/a?b=2",
    "http://example.org/a?PHPSESSID=9,      http://example.org/a",
    "http:\\\\example.org\\a,               http://example.org/a",
    "http://[::1]:8080/a,                   http://[::1]:8080/a",
    "http://example.org./a,                 http://example.org/a"
  })
  void addressesHaveOneForm(String text, String expected) {
    assertThat(address(text)).hasToString(expected);
    assertThat(address(expected)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "/a",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:a@b.c",
        "http://",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://[::1/",
        "http://a..b/",
        "data:text/html,x"
      })
  void whatCannotBeFetchedIsNoAddress(String text) {
    assertThat(WebAddress.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "b.html,             http://h.example/d/b.html",
    "../b,               http://h.example/b",
    "/b,                 http://h.example/b",
    "?p=1,               http://h.example/d/a.html?p=1",
    "//o.example/b,      http://o.example/b",
    "https://o.example,  https://o.example/",
    "./,                 http://h.example/d/",
    "..,                 http://h.example/",
    "#x,                 http://h.example/d/a.html?q=1",
    "' b c ',            http://h.example/d/b%20c"
  })
  void linksAreReadAsBrowsersRead(String link, String expected) {
    assertThat(address("http://h.example/d/a.html?q=1").resolve(link)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h.example/a/,          https://h.example/a",
    "http://h.example/a,           http://h.example/a/index.html",
    "http://h.example/a?x=1&y=2,   http://h.example/a?y=2&x=1",
    "http://h.example/a//b,        http://h.example/a/b",
    "http://H.example/,            http://h.example/index.htm",
    "http://h.example/a?utm_medium=m, http://h.example/a"
  })
  void spellingsOfOnePageAreOnePage(String one, String other) {
    assertThat(CanonicalUrl.fingerprint(address(one)))
        .isEqualTo(CanonicalUrl.fingerprint(address(other)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h.example/a,      http://h.example/A",
    "http://h.example/a,      http://h.example/a?x=1",
    "http://h.example/a,      http://h.example:8080/a",
    "http://h.example/a?x=1,  http://h.example/a?x=2",
    "http://h.example/a,      http://www.h.example/a"
  })
  void differentPagesStayDifferent(String one, String other) {
    assertThat(CanonicalUrl.fingerprint(address(one)))
        .isNotEqualTo(CanonicalUrl.fingerprint(address(other)));
  }

  @Test
  void endlessPathsAreTraps() {
    assertThat(address("http://h.example/" + "a/b/".repeat(60)).trap()).isTrue();
    assertThat(address("http://h.example/x/x/x/x/x").trap()).isTrue();
    assertThat(address("http://h.example/docs/a/b/c/d.html").trap()).isFalse();
    assertThat(WebAddress.parse("http://h.example/" + "deep/".repeat(10_000))).isNull();
  }
}
