package io.millrace.datasource.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "a/b/report.pdf, report.pdf",
    "folder/, folder",
    "../../etc/passwd, passwd",
    "'..\\..\\boot.ini', .._.._boot.ini",
    "C:evil.txt, C_evil.txt",
    "'trailing. . .', trailing",
    "nul, _nul",
    "COM1.txt, _COM1.txt",
    "lpt².txt, _lpt².txt",
    "'nul .txt', '_nul .txt'",
    "'文書 (1).md', '文書 (1).md'",
    "'what?*<>|.txt', what_____.txt"
  })
  void aNameIsTheLastPartOfAPathAndNoPath(String path, String name) {
    assertThat(SafeNames.of(path)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "..", ".", "a/..", "...", " ", "\t"})
  void whatIsLeftOfNothingHasANameAllTheSame(String path) {
    assertThat(SafeNames.of(path)).isNotBlank().doesNotContain("..");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../../x", "..\\x", "/etc/x", "C:\\x", "\u202etxt.exe", "x\u0000y"})
  void noNameLeadsOutOfAFolder(String path) {
    Path folder = Path.of("/kept").toAbsolutePath();
    assertThat(folder.resolve(SafeNames.of(path)).normalize().getParent()).isEqualTo(folder);
  }

  @Test
  void aLongNameKeepsItsExtensionAndNoHalfCharacter() {
    String name = SafeNames.of("😀".repeat(300) + ".docx");
    assertThat(name).endsWith("😀.docx");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
  }
}
