package io.millrace.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** File operations that reach the disk before they return. */
final class Durably {
  private static final Logger log = LoggerFactory.getLogger(Durably.class);

  private Durably() {}

  static void write(Path newFile, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(newFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Makes the names in a folder last, where the system can open folders (Windows cannot). */
  static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.debug("Folder {} cannot be synced: {}", folder, e.toString());
    }
  }

  /** Removes a file or folder and all in it, following no links; what is gone already is fine. */
  static void deleteAll(Path path) throws IOException {
    if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      List<Path> children;
      try (Stream<Path> listing = Files.list(path)) {
        children = listing.toList();
      }
      for (Path child : children) {
        deleteAll(child);
      }
    }
    Files.deleteIfExists(path);
  }
}
