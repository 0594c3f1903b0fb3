package io.millrace.file;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Keeps files in memory, up to a total size: for tests, and for drafts of small files.
 *
 * @since 0.1
 */
public final class InMemoryFileStore implements FileStore {

  /** What a store keeps at most unless told otherwise: 64 MiB. */
  public static final long DEFAULT_MAX_BYTES = 64L << 20;

  private static final int CHUNK = 8192;

  private final long maxBytes;
  private final Supplier<String> ids;
  private final AtomicLong used = new AtomicLong();
  private final ConcurrentMap<String, Kept> files = new ConcurrentHashMap<>();

  /** Keeps at most {@link #DEFAULT_MAX_BYTES}. */
  public InMemoryFileStore() {
    this(DEFAULT_MAX_BYTES);
  }

  /** Keeps at most {@code maxBytes} in all. */
  public InMemoryFileStore(long maxBytes) {
    this(maxBytes, () -> UUID.randomUUID().toString());
  }

  /** Keeps at most {@code maxBytes} in all, under ids that {@code ids} gives: every one new. */
  public InMemoryFileStore(long maxBytes, Supplier<String> ids) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes must not be negative, but was " + maxBytes);
    }
    this.maxBytes = maxBytes;
    this.ids = requireNonNull(ids, "ids");
  }

  @Override
  public FileRef save(NewFile file, InputStream content) throws IOException {
    String id = ids.get();
    byte[] bytes = read(file, content);
    FileRef ref = StoredFile.ref(id, file, bytes.length);
    files.put(id, new Kept(ref, bytes));
    return ref;
  }

  /** Reads everything; the room it takes is claimed chunk by chunk and given back on a failure. */
  private byte[] read(NewFile file, InputStream content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    long claimed = 0;
    boolean done = false;
    try {
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        claimed += n;
        if (used.addAndGet(n) > maxBytes) {
          throw new IOException(
              "File '%s' does not fit: this store keeps at most %,d bytes in memory. Delete files,"
                      .formatted(Printable.text(file.name()), maxBytes)
                  + " or use a DirectoryFileStore.");
        }
        bytes.write(chunk, 0, n);
      }
      done = true;
      return bytes.toByteArray();
    } finally {
      if (!done) {
        used.addAndGet(-claimed);
      }
    }
  }

  @Override
  public Optional<FileRef> find(String reference) {
    return Optional.ofNullable(files.get(FileRef.recordId(reference))).map(Kept::file);
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    String id = file.relatedId();
    Kept kept = id == null ? null : files.get(id);
    if (kept == null) {
      throw new NoSuchFileException(String.valueOf(id), null, "this store does not keep it");
    }
    return new ByteArrayInputStream(kept.bytes());
  }

  @Override
  public boolean delete(String reference) {
    Kept removed = files.remove(FileRef.recordId(reference));
    if (removed != null) {
      used.addAndGet(-removed.bytes().length);
    }
    return removed != null;
  }

  // Compared by identity only: the bytes never change and never leave the store.
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(FileRef file, byte[] bytes) {}
}
