package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of this machine as a drive. */
class FolderDriveTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  private DriveBench bench() {
    return new DriveBench("local_folder", Map.of()).root(root);
  }

  @Test
  void linksThatLeadInCirclesOrOutAreNotFollowedForEver() throws IOException {
    Path inside = Files.createDirectories(root.resolve("a/b"));
    Files.writeString(inside.resolve("x.txt"), "x");
    Files.createSymbolicLink(inside.resolve("up"), root);
    Files.createSymbolicLink(root.resolve("out"), root.resolveSibling("elsewhere"));
    try (DriveBench bench = bench()) {
      assertThat(bench.ids(null, "")).containsExactly("a/b/x.txt");
      assertThat(bench.text(file(null, "a/b/x.txt"))).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.txt", "/etc/passwd", "a/../../secret.txt"})
  void aPathThatLeadsOutIsRefused(String id) throws IOException {
    try (DriveBench bench = bench()) {
      assertThatThrownBy(() -> bench.open().download(file(null, id)))
          .hasMessageContaining("leads out of the drive's folder");
    }
  }

  @Test
  void aFileOfNoBytesIsAFileAndADeletedOneItsOwnOutcome() throws IOException {
    Files.writeString(root.resolve("empty.txt"), "");
    Files.writeString(root.resolve("gone.txt"), "x");
    try (DriveBench bench = bench()) {
      var files = bench.expand(DriveBench.folder(null, ""));
      Files.delete(root.resolve("gone.txt"));
      assertThat(files).hasSize(2);
      assertThat(bench.text(files.get(0))).isEmpty();
      assertThatThrownBy(() -> bench.open().download(files.get(1)))
          .hasMessageContaining("not found");
    }
  }

  @Test
  void aFileOfTwentyGigabytesIsStreamed() throws IOException {
    long size = 20L << 30;
    try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("big.bin").toFile(), "rw")) {
      sparse.setLength(size);
    }
    try (DriveBench bench = bench().files(new CountingStore())) {
      assertThat(bench.open().download(file(null, "big.bin")).size()).isEqualTo(size);
    }
  }

  @Test
  void aFileThatKeepsGrowingWhileItIsReadIsAnOutcomeWithAReason() throws IOException {
    Path growing = Files.write(root.resolve("log.txt"), new byte[100_000]);
    FileStore slow =
        new CountingStore() {
          @Override
          void took() throws IOException {
            Files.write(growing, new byte[1000], java.nio.file.StandardOpenOption.APPEND);
          }
        };
    try (DriveBench bench = bench().files(slow)) {
      assertThatThrownBy(() -> bench.open().download(file(null, "log.txt")))
          .hasMessageContaining("it grew while it was read");
    }
  }

  /** Keeps nothing but the number of bytes. */
  private static class CountingStore implements FileStore {
    void took() throws IOException {}

    @Override
    public FileRef save(NewFile file, InputStream content) throws IOException {
      byte[] chunk = new byte[1 << 20];
      long size = 0;
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        size += n;
        took();
      }
      return FileRef.stored("counted", file.name(), file.mimeType(), size);
    }

    @Override
    public Optional<FileRef> find(String reference) {
      return Optional.empty();
    }

    @Override
    public InputStream open(FileRef file) {
      return InputStream.nullInputStream();
    }

    @Override
    public boolean delete(String reference) {
      return false;
    }
  }
}
