package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeExampleTest {

  @Test
  void itTellsOfEachDocumentAndFindsTheFloods(@TempDir Path store) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ReadmeExample.run(
          RepositoryFiles.PIPELINES.resolve("general.pipeline"), RepositoryFiles.DOCUMENTS, store);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("name=handbook.md", "name=storage.zh.md", "status=SUCCEEDED")
        .contains("When the gauge at the footbridge shows 1.40 metres, stop milling");
  }
}
