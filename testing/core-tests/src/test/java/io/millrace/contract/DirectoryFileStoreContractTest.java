package io.millrace.contract;

import io.millrace.file.DirectoryFileStore;
import io.millrace.file.FileStore;
import io.millrace.testkit.contract.FileStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFileStoreContractTest extends FileStoreContract {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Override
  protected FileStore emptyStore() {
    return DirectoryFileStore.in(folder);
  }
}
