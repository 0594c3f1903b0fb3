package io.millrace.knowledge.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NRTCachingDirectory;

/**
 * Files of an index: large ones mapped, small ones read into memory.
 *
 * <p>A commit makes and drops a dozen small files. Unmapping a file gives up the processor each
 * time, so with mapped files a commit on a busy machine took ten times as long. Files that no
 * commit needs yet stay in memory and may never reach the disk; a commit writes and forces what it
 * needs.
 */
final class IndexDirectory extends FilterDirectory {
  private static final int SMALL_BYTES = 256 * 1024;
  private static final double CACHED_FILE_MB = 4;
  private static final double CACHED_MB = 48;

  private final Path path;

  private IndexDirectory(FSDirectory files) {
    super(files);
    path = files.getDirectory();
  }

  static Directory open(Path path) throws IOException {
    return new Cached(new IndexDirectory(FSDirectory.open(path)));
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    long length = in.fileLength(name);
    if (length == 0 || length > SMALL_BYTES) {
      return super.openInput(name, context);
    }
    return inOnePiece(Files.readAllBytes(path.resolve(name)), name);
  }

  private static IndexInput inOnePiece(byte[] content, String name) {
    return new ByteBuffersIndexInput(
        new ByteBuffersDataInput(List.of(ByteBuffer.wrap(content))), name);
  }

  /**
   * Keeps files in memory, and reads them there from one piece. As they were written they lie in
   * pieces of a kilobyte, and whatever is read across two of them costs an exception each time.
   */
  private static final class Cached extends NRTCachingDirectory {
    Cached(IndexDirectory files) {
      super(files, CACHED_FILE_MB, CACHED_MB);
    }

    @Override
    public synchronized IndexInput openInput(String name, IOContext context) throws IOException {
      IndexInput input = super.openInput(name, context);
      if (!List.of(listCachedFiles()).contains(name)) {
        return input;
      }
      try (input) {
        byte[] content = new byte[(int) input.length()];
        input.readBytes(content, 0, content.length);
        return inOnePiece(content, name);
      }
    }
  }
}
