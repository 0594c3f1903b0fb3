package io.millrace.benchmarks.drive;

import io.millrace.file.FileRef;
import io.millrace.file.FileStore;
import io.millrace.file.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files as the peers do: without a record, and without waiting for the disk. */
final class PlainFiles implements FileStore {
  private final Path folder;
  private final AtomicLong names = new AtomicLong();

  PlainFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public FileRef save(NewFile file, InputStream content) throws IOException {
    String name = String.valueOf(names.incrementAndGet());
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      // as large as those of the engine's own store
      byte[] chunk = new byte[64 << 10];
      long size = 0;
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        out.write(chunk, 0, n);
        size += n;
      }
      return FileRef.stored(name, file.name(), file.mimeType(), size);
    }
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
  public boolean delete(String reference) throws IOException {
    return Files.deleteIfExists(folder.resolve(reference));
  }
}
