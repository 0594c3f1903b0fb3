package io.millrace.knowledge.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.lucene.util.IOUtils;

/** Small files and directories that are there whole or not at all, also after a crash. */
final class StoreFiles {
  private StoreFiles() {}

  /** Replaces a file in one durable step. */
  static void replace(Path file, byte[] content) throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IOException(file + " has no parent directory");
    }
    Path fresh = directory.resolve("." + file.getFileName() + ".new");
    Files.write(fresh, content);
    IOUtils.fsync(fresh, false);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    IOUtils.fsync(directory, true);
  }

  static void replace(Path file, String content) throws IOException {
    replace(file, content.getBytes(UTF_8));
  }

  /** Renames a directory beside itself in one durable step. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Path directory = to.getParent();
    if (directory != null) {
      IOUtils.fsync(directory, true);
    }
  }

  static void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
