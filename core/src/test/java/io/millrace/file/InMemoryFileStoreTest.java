package io.millrace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class InMemoryFileStoreTest {
  private final InMemoryFileStore store = new InMemoryFileStore(100_000);

  @Test
  void aSavedFileIsFoundOpenedAndDeleted() throws IOException {
    FileRef saved = save(10);
    String id = String.valueOf(saved.reference());

    assertThat(store.find(id)).contains(saved);
    try (InputStream in = store.open(saved)) {
      assertThat(in.readAllBytes()).hasSize(10);
    }
    assertThat(store.delete(id)).isTrue();
    assertThat(store.delete(id)).isFalse();
    assertThat(store.find(id)).isEmpty();
    assertThatThrownBy(() -> store.open(saved)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatDoesNotFitIsRefusedAndTheRoomIsGivenBack() throws IOException {
    FileRef first = save(60_000);

    assertThatThrownBy(() -> save(40_001))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at most 100,000 bytes")
        .hasMessageContaining("DirectoryFileStore");

    FileRef second = save(40_000);
    store.delete(String.valueOf(first.reference()));
    save(60_000);
    assertThat(store.find(String.valueOf(second.reference()))).contains(second);
  }

  private FileRef save(int bytes) throws IOException {
    return store.save(NewFile.upload("x.bin", null), new ByteArrayInputStream(new byte[bytes]));
  }
}
