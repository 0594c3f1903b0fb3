package io.millrace.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimeTypesTest {

  @ParameterizedTest
  @CsvSource({
    "a.md, text/markdown",
    "A.HTM, text/html",
    "x.tar.JSON, application/json",
    "notes.log, text/plain",
    "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a.jpeg, image/jpeg"
  })
  void theExtensionTellsTheType(String name, String expected) {
    assertThat(MimeTypes.ofName(name)).isEqualTo(expected);
  }

  @Test
  void anUnknownOrMissingExtensionTellsNothing() {
    assertThat(MimeTypes.ofName("a.unheard-of")).isNull();
    assertThat(MimeTypes.ofName("README")).isNull();
    assertThat(MimeTypes.ofName(".bashrc")).isNull();
    assertThat(MimeTypes.ofName("")).isNull();
  }
}
