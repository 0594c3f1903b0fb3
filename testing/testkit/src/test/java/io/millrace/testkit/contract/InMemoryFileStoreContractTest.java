package io.millrace.testkit.contract;

import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.testkit.fake.CountingIds;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

class InMemoryFileStoreContractTest extends FileStoreContract {
  private final InMemoryFileStore files =
      new InMemoryFileStore(InMemoryFileStore.DEFAULT_MAX_BYTES, new CountingIds());

  @Override
  protected FileStore emptyStore() {
    return Planted.in(FileStore.class, files);
  }

  /** Returns the same one, which forgets nothing as long as the program lasts. */
  @Override
  protected Optional<FileStore> reopened() {
    return Optional.of(emptyStore());
  }

  @Override
  protected OptionalLong kept() {
    return OptionalLong.of(
        Stream.generate(new CountingIds())
            .limit(20)
            .filter(id -> files.find(id).isPresent())
            .count());
  }
}
