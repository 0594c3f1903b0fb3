package io.millrace.datasource.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "GBK, 这是一个没有说明编码的网页，里面有足够多的汉字，可以看出来它是什么编码。",
    "Big5, 這是一個沒有說明編碼的網頁，裡面有足夠多的漢字，可以看出來它是什麼編碼。",
    "Shift_JIS, これは文字コードを名乗らないページです。十分な量のひらがなとカタカナが含まれています。",
    "EUC-JP, これは文字コードを名乗らないページです。十分な量のひらがなとカタカナが含まれています。",
    "EUC-KR, 이것은 문자 인코딩을 밝히지 않는 페이지입니다. 충분히 많은 한글이 들어 있습니다.",
    "windows-1251, 'Это страница, которая не говорит, какая у неё кодировка. В ней хватает слов.'",
    "KOI8-R, 'Это страница, которая не говорит, какая у неё кодировка. В ней хватает слов.'",
  })
  void aPageThatGivesNoHintIsKnownByItsLooks(String charset, String words) {
    String page = "<html><head><title>" + words + "</title></head><p>" + words;

    assertThat(PageText.decode(bytes(page, charset), "text/html")).isEqualTo(page);
  }

  @Test
  void sixteenBitsALetterAreSeenWithoutAMark() {
    assertThat(PageText.decode("<p>ü".getBytes(StandardCharsets.UTF_16LE), "text/html"))
        .isEqualTo("<p>ü");
    assertThat(PageText.decode("<p>ü".getBytes(StandardCharsets.UTF_16BE), null))
        .isEqualTo("<p>ü");
  }

  @Test
  void aPageOfBytesIsNoUtf16WhateverItSays() {
    String page = "<meta charset=utf-16><p>é";

    assertThat(PageText.decode(bytes(page, "windows-1252"), null)).isEqualTo(page);
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
