package io.millrace.server;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where uploads are until they are whole: empty whenever a server starts and when it has ended. */
final class Spool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final Path folder;

  private Spool(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the spool of a server's directory, or one of its own where there is none.
   *
   * @throws MillraceException if the folder cannot be made
   */
  static Spool open(@Nullable Path directory) {
    try {
      if (directory == null) {
        return new Spool(Files.createTempDirectory("millrace-uploads"));
      }
      Path folder = directory.resolve("server").resolve("uploads").toAbsolutePath();
      Spool spool = new Spool(folder);
      spool.close();
      Files.createDirectories(folder);
      return spool;
    } catch (IOException e) {
      throw new MillraceException(
          "Cannot make a folder for uploads: %s. Choose a folder that this program may write to"
              .formatted(e),
          e);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      if (Files.isDirectory(folder)) {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      log.warn("Some uploads that were cut off are left in {}", folder, e);
    }
  }
}
