package io.millrace.contract;

import io.millrace.file.DirectoryFileStore;
import io.millrace.file.FileStore;
import io.millrace.testkit.contract.FileStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFileStoreContractTest extends FileStoreContract {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Override
  protected FileStore emptyStore() {
    return DirectoryFileStore.in(folder);
  }

  @Override
  protected Optional<FileStore> reopened() {
    return Optional.of(emptyStore());
  }

  @Override
  protected OptionalLong kept() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return OptionalLong.of(files.filter(Files::isRegularFile).count());
    }
  }
}
