package io.millrace.knowledge.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.knowledge.KnowledgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a store, held against other processes.
 *
 * <pre>
 * format                          which layout this is
 * store.lock                      locked while open; holds the process id
 * bases/{id}/knowledge-base.json  settings
 * bases/{id}/index/               documents, segments, child chunks
 * </pre>
 */
final class StoreDirectory implements AutoCloseable {
  private static final String FORMAT = "millrace-knowledge-lucene";
  private static final int VERSION = 1;
  private static final String LOCK_FILE = "store.lock";

  private final Path root;
  private final FileChannel lockChannel;

  private StoreDirectory(Path root, FileChannel lockChannel) {
    this.root = root;
    this.lockChannel = lockChannel;
  }

  static StoreDirectory open(Path root) {
    try {
      Files.createDirectories(root);
      refuseForeign(root);
      FileChannel channel = lock(root);
      try {
        checkFormat(root);
        Files.createDirectories(root.resolve("bases"));
        return new StoreDirectory(root, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new KnowledgeException("Cannot open the knowledge store in " + root + ": " + e, e);
    }
  }

  Path root() {
    return root;
  }

  Path bases() {
    return root.resolve("bases");
  }

  private static void refuseForeign(Path root) throws IOException {
    if (Files.exists(root.resolve("format"))) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.anyMatch(entry -> !isOurs(String.valueOf(entry.getFileName())))) {
        throw new KnowledgeException(
            "%s is not a knowledge store: it holds other files. Name an empty or a new directory."
                .formatted(root));
      }
    }
  }

  private static boolean isOurs(String name) {
    return name.equals(LOCK_FILE) || name.equals(".format.new") || name.equals("bases");
  }

  private static FileChannel lock(Path root) throws IOException {
    Path file = root.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(root, "another process" + holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(root, "this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    int length = channel.read(pid, 0);
    return length <= 0 ? "" : " (id " + new String(pid.array(), 0, length, UTF_8) + ")";
  }

  private static KnowledgeException inUse(Path root, String holder) {
    return new KnowledgeException(
        "The knowledge store in %s is in use by %s. Close it there, or name another directory."
            .formatted(root, holder));
  }

  private static void checkFormat(Path root) throws IOException {
    Path file = root.resolve("format");
    if (!Files.exists(file)) {
      StoreFiles.replace(file, FORMAT + " " + VERSION + "\n");
      return;
    }
    String found = Files.readString(file).strip();
    Integer version = versionOf(found);
    if (version == null) {
      throw new KnowledgeException(
          "%s is not a knowledge store of this kind: its format is '%s'. Name another directory."
              .formatted(root, found));
    }
    if (version > VERSION) {
      throw new KnowledgeException(
          "The knowledge store in %s has format %d, but this version reads up to %d. Use a newer Millrace."
              .formatted(root, version, VERSION));
    }
  }

  private static @Nullable Integer versionOf(String found) {
    if (!found.matches(FORMAT + " \\d{1,8}")) {
      return null;
    }
    return Integer.valueOf(found.substring(FORMAT.length() + 1));
  }

  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      throw new KnowledgeException("Cannot release the knowledge store in " + root + ": " + e, e);
    }
  }
}
