package io.millrace.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a program in the middle of an upload. */
class DirectoryFileStoreCrashTest {
  private final Path folder;

  DirectoryFileStoreCrashTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(600)
  void afterAKillThereIsNothingHalf() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // The first byte comes when the upload is under way.
    assertThat(victim.getInputStream().read()).isEqualTo('.');
    victim.destroyForcibly();
    assertThat(victim.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(contents()).isNotEmpty();

    DirectoryFileStore.in(folder).close();

    assertThat(contents()).isEmpty();
  }

  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Uploads something that never ends. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws IOException {
      try (DirectoryFileStore store = DirectoryFileStore.in(Path.of(args[0]))) {
        store.save(NewFile.upload("endless.txt", null), new Endless());
      }
    }
  }

  private static final class Endless extends InputStream {
    private long sent;

    @Override
    public int read() {
      throw new UnsupportedOperationException("read many");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      sent += length;
      if (sent > 1 << 20) {
        byte[] sign = {'.'};
        System.out.write(sign, 0, 1);
        System.out.flush();
        waitForTheKill();
      }
      return length;
    }

    private static void waitForTheKill() {
      try {
        new java.util.concurrent.CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
