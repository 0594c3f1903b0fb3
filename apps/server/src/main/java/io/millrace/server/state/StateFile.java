package io.millrace.server.state;

import static java.util.Objects.requireNonNull;

import io.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A file that holds its old content or its new one, whatever happens meanwhile, and that several
 * processes may change one after the other.
 */
public final class StateFile {
  private final Path file;

  /** Makes a file, which need not exist yet. */
  public StateFile(Path file) {
    this.file = requireNonNull(file, "file").toAbsolutePath();
  }

  /** Returns the content, or nothing before the first write. */
  public Optional<byte[]> read() {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  /** Returns when it was last changed; the epoch before the first write. */
  public FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException none) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  /**
   * Replaces the content by what {@code change} makes of it, while no other process does.
   *
   * @param change is given the content, empty before the first write
   */
  public synchronized void update(UnaryOperator<byte[]> change) {
    try {
      Path folder = Files.createDirectories(requireNonNull(file.getParent()));
      try (FileChannel gate =
              FileChannel.open(
                  folder.resolve(file.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = gate.lock()) {
        if (held.isValid()) {
          write(folder, change.apply(read().orElse(new byte[0])));
        }
      }
    } catch (IOException e) {
      throw problem("write", e);
    }
  }

  private void write(Path folder, byte[] content) throws IOException {
    Path fresh = Files.createTempFile(folder, file.getFileName() + ".", ".new");
    try {
      try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      move(fresh);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void move(Path fresh) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private MillraceException problem(String verb, IOException e) {
    return new MillraceException(
        "Cannot %s %s: %s. Choose a folder that this program may write to".formatted(verb, file, e),
        e);
  }
}
