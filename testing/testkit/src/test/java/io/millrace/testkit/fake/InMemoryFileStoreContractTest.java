package io.millrace.testkit.fake;

import io.millrace.file.FileStore;
import io.millrace.testkit.contract.FileStoreContract;

class InMemoryFileStoreContractTest extends FileStoreContract {
  @Override
  protected FileStore emptyStore() {
    return new io.millrace.file.InMemoryFileStore();
  }
}
