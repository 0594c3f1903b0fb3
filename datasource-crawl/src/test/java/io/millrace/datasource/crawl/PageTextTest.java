package io.millrace.datasource.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageTextTest {

  @Test
  void utf8IsKnownByItsBytesWhateverTheServerSays() {
    assertThat(PageText.decode("Grüße 你好".getBytes(UTF_8), "text/html; charset=iso-8859-1"))
        .isEqualTo("Grüße 你好");
  }

  @Test
  void theServerIsBelievedForWhatIsNoUtf8() {
    assertThat(PageText.decode(bytes("Привет", "windows-1251"), "text/html;charset=Windows-1251"))
        .isEqualTo("Привет");
  }

  @Test
  void thePageIsBelievedWhereTheServerSaysNothingOrWrong() {
    String page = "<html><head><meta charset=\"gb2312\"></head>你好，世界";

    assertThat(PageText.decode(bytes(page, "GB18030"), "text/html")).isEqualTo(page);
    assertThat(PageText.decode(bytes(page, "GB18030"), "text/html; charset=utf-8")).isEqualTo(page);
  }

  @Test
  void latinOneIsReadAsBrowsersReadIt() {
    assertThat(PageText.decode(new byte[] {(byte) 0x80, 'a', (byte) 0xE9}, null)).isEqualTo("€aé");
  }

  @Test
  void marksComeFirst() {
    byte[] text = "\uFEFFü".getBytes(StandardCharsets.UTF_16LE);

    assertThat(PageText.decode(text, "text/html; charset=utf-8")).isEqualTo("ü");
  }

  @Test
  void anUnknownNameIsNoHindrance() {
    assertThat(PageText.decode(new byte[] {(byte) 0xE9}, "text/html; charset=klingon-1"))
        .isEqualTo("é");
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }
}
