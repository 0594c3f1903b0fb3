package io.millrace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSourcesTest {
  private final InMemoryFileStore first = new InMemoryFileStore();
  private final InMemoryFileStore second = new InMemoryFileStore();
  private final FileSource both = FileSources.firstOf(List.of(first, second));

  @Test
  void aFileIsOpenedByTheSourceThatKnowsIt() throws IOException {
    FileRef one = first.save(NewFile.upload("1", null), new ByteArrayInputStream(new byte[] {1}));
    FileRef two = second.save(NewFile.upload("2", null), new ByteArrayInputStream(new byte[] {2}));

    assertThat(both.find(String.valueOf(two.reference()))).contains(two);
    assertThat(both.open(one)).hasBinaryContent(new byte[] {1});
    assertThat(both.open(two)).hasBinaryContent(new byte[] {2});
  }

  @Test
  void aFileThatNoneKnowsIsMissing() {
    assertThat(both.find("nobody")).isEmpty();
    assertThatThrownBy(() -> both.open(FileRef.stored("nobody", "x", null, 0)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none of 2 file sources");
  }

  @Test
  void aRemoteFileHasNothingToOpenItBy() {
    FileRef remote =
        new FileRef(
            null,
            FileType.DOCUMENT,
            TransferMethod.REMOTE_URL,
            "https://files.example/x",
            null,
            "x",
            null,
            null,
            -1);
    assertThatThrownBy(() -> both.open(remote)).isInstanceOf(NoSuchFileException.class);
  }
}
