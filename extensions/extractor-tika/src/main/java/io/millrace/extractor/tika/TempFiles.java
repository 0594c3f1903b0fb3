package io.millrace.extractor.tika;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary files of one extraction. They go when the caller is done, also when a worker still
 * hangs on them: it can then make no more.
 */
final class TempFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TempFiles.class);
  private final List<Path> files = new ArrayList<>();
  private boolean closed;

  synchronized Path create(String suffix) throws IOException {
    if (closed) {
      throw new IOException("The extraction is over");
    }
    Path file = Files.createTempFile("millrace-", suffix);
    files.add(file);
    return file;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        log.warn("Temporary file {} stays behind", file, e);
      }
    }
    files.clear();
  }
}
