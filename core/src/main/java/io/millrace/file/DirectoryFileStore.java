package io.millrace.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps files on disk, each in a folder named by its id: {@code <2 hex digits>/<id>/content} and a
 * {@code record.json} beside it.
 *
 * <p>A file is written and synced elsewhere first, then its folder is moved into place, so that
 * after a crash there is either the whole file or none; what is left elsewhere is removed when the
 * folder is next opened. Names that people chose are only ever data. Several stores, also of
 * several processes on one machine, may use one folder at the same time.
 *
 * @since 0.1
 */
public final class DirectoryFileStore implements FileStore {
  private static final Logger log = LoggerFactory.getLogger(DirectoryFileStore.class);
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String CONTENT = "content";
  private static final String RECORD = "record.json";
  private static final int CHUNK = 64 << 10;

  /** What Linux, macOS and Windows say when a disk or a quota is full. */
  private static final String[] DISK_FULL = {"No space left", "quota exceeded", "not enough space"};

  private final Path folder;
  private final long maxFileBytes;
  private final Incoming incoming;

  private DirectoryFileStore(Path folder, long maxFileBytes, Incoming incoming) {
    this.folder = folder;
    this.maxFileBytes = maxFileBytes;
    this.incoming = incoming;
  }

  /**
   * Opens a store in a folder, which is made if it is not there, without a limit on file sizes.
   *
   * @throws FileStoreException if the folder cannot be made or written to
   */
  public static DirectoryFileStore in(Path folder) {
    return in(folder, Long.MAX_VALUE);
  }

  /**
   * Opens a store that refuses files of more than {@code maxFileBytes} bytes.
   *
   * @throws FileStoreException if the folder cannot be made or written to
   */
  public static DirectoryFileStore in(Path folder, long maxFileBytes) {
    requireNonNull(folder, "folder");
    if (maxFileBytes < 0) {
      throw new IllegalArgumentException("maxFileBytes must not be negative: " + maxFileBytes);
    }
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Incoming incoming = Incoming.open(absolute.resolve("incoming"));
      return new DirectoryFileStore(absolute, maxFileBytes, incoming);
    } catch (IOException e) {
      throw new FileStoreException(
          "Cannot keep files in folder %s: %s. Choose a folder that this program may write to."
              .formatted(absolute, e),
          e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws FileTooLargeException if the content is longer than this store accepts
   */
  @Override
  public FileRef save(NewFile file, InputStream content) throws IOException {
    Path part = null;
    try {
      part = incoming.newFolder();
      String id = UUID.randomUUID().toString();
      StoredFile stored = write(id, file, content, part);
      Path shelf = Files.createDirectories(shelfOf(id));
      Files.move(part, shelf.resolve(id), StandardCopyOption.ATOMIC_MOVE);
      Durably.syncFolder(shelf);
      Durably.syncFolder(folder);
      return stored.file();
    } catch (IOException e) {
      discard(part, e);
      throw new IOException(
          "File '%s' was not stored and nothing of it was kept: %s"
              .formatted(Printable.text(file.name()), reason(e)),
          e);
    } catch (RuntimeException | Error e) {
      discard(part, e);
      throw e;
    }
  }

  private StoredFile write(String id, NewFile file, InputStream content, Path part)
      throws IOException {
    MessageDigest digest = sha3();
    long size = 0;
    try (FileChannel out =
        FileChannel.open(
            part.resolve(CONTENT), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        size += n;
        if (size > maxFileBytes) {
          throw new FileTooLargeException(file.name(), maxFileBytes);
        }
        digest.update(chunk, 0, n);
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, n);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      out.force(true);
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    StoredFile stored = new StoredFile(StoredFile.ref(id, file, size), hash, created);
    Durably.write(part.resolve(RECORD), StoredFileJson.write(stored));
    Durably.syncFolder(part);
    return stored;
  }

  @Override
  public Optional<FileRef> find(String reference) {
    return stored(reference).map(StoredFile::file);
  }

  /**
   * Returns what is remembered of the file kept under {@code reference}, or empty if there is none.
   *
   * @throws FileStoreException if its record is damaged
   */
  public Optional<StoredFile> stored(String reference) {
    Optional<String> id = idOf(reference);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] record = Files.readAllBytes(placeOf(id.get()).resolve(RECORD));
      return Optional.of(StoredFileJson.read(id.get(), record));
    } catch (NoSuchFileException | NotDirectoryException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FileStoreException(
          "The record of file %s in %s cannot be read: %s. Delete the file and store it again."
              .formatted(id.get(), folder, e.getMessage()),
          e);
    }
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    String reference = file.reference();
    Optional<String> id = reference == null ? Optional.empty() : idOf(reference);
    if (id.isEmpty()) {
      throw new NoSuchFileException(
          Printable.text(String.valueOf(reference)), null, "not an id of this file store");
    }
    try {
      return Files.newInputStream(placeOf(id.get()).resolve(CONTENT));
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(id.get(), null, "the file store in " + folder + " has no such");
    }
  }

  @Override
  public boolean delete(String reference) throws IOException {
    Optional<String> id = idOf(reference);
    if (id.isEmpty()) {
      return false;
    }
    Path doomed = incoming.newPath();
    try {
      Files.move(placeOf(id.get()), doomed, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException none) {
      return false;
    }
    Durably.deleteAll(doomed);
    return true;
  }

  @Override
  public void close() throws IOException {
    incoming.close();
  }

  /** Nothing but an id is ever part of a path. */
  private static Optional<String> idOf(String reference) {
    String id = FileRef.recordId(reference).toLowerCase(Locale.ROOT);
    return ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  private Path placeOf(String id) {
    return shelfOf(id).resolve(id);
  }

  private Path shelfOf(String id) {
    return folder.resolve(id.substring(0, 2));
  }

  private String reason(IOException e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    boolean full = Stream.of(DISK_FULL).anyMatch(text::contains);
    return full
        ? "the disk that holds %s is full. Free some space or open the store in another folder."
            .formatted(folder)
        : text;
  }

  private static void discard(@Nullable Path part, Throwable why) {
    try {
      if (part != null) {
        Durably.deleteAll(part);
      }
    } catch (IOException e) {
      log.warn("Half-written {} stays until this store is next opened", part, e);
      why.addSuppressed(e);
    }
  }

  private static MessageDigest sha3() {
    try {
      return MessageDigest.getInstance("SHA3-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK since 9 has SHA3-256", e);
    }
  }
}
