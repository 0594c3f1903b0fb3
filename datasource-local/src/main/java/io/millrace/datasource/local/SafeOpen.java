package io.millrace.datasource.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/**
 * Opens a regular file below a folder, and nothing else, also when somebody puts a link in the way
 * after the path was checked: each part of the path is opened in the folder before it and must not
 * be a link.
 */
final class SafeOpen {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private SafeOpen() {}

  /** Opens {@code path}, which has no links in it and lies below {@code top}. */
  static InputStream open(Path top, Path path) throws IOException {
    if (!Files.isReadable(top)) {
      // A folder that may be entered but not listed cannot be opened as such.
      return openChecked(path);
    }
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(top)) {
      return listing instanceof SecureDirectoryStream<Path> secure
          ? openBelow(secure, top.relativize(path))
          : openChecked(path);
    }
  }

  private static InputStream openBelow(SecureDirectoryStream<Path> folder, Path rest)
      throws IOException {
    Path name = rest.getName(0);
    if (rest.getNameCount() > 1) {
      try (SecureDirectoryStream<Path> next =
          folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        return openBelow(next, rest.subpath(1, rest.getNameCount()));
      }
    }
    BasicFileAttributeView view =
        folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    return openSame(rest, view::readAttributes, () -> folder.newByteChannel(name, READ));
  }

  /** The second best, for file systems that cannot open a name in an open folder. */
  private static InputStream openChecked(Path path) throws IOException {
    return openSame(
        path,
        () -> {
          if (!path.toRealPath().equals(path)) {
            throw new FileSystemException(path.toString(), null, "a link was put in its way");
          }
          return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        },
        () -> Files.newByteChannel(path, READ));
  }

  /** Opens what is a regular file before (a FIFO would wait for ever), and is the same after. */
  private static InputStream openSame(
      Path path, Step<BasicFileAttributes> facts, Step<SeekableByteChannel> open)
      throws IOException {
    BasicFileAttributes before = facts.take();
    if (!before.isRegularFile()) {
      throw new FileSystemException(path.toString(), null, "it is not a regular file any more");
    }
    SeekableByteChannel channel = open.take();
    try {
      BasicFileAttributes after = facts.take();
      if (!after.isRegularFile() || !Objects.equals(before.fileKey(), after.fileKey())) {
        throw new FileSystemException(path.toString(), null, "it was replaced while it was opened");
      }
      return Channels.newInputStream(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private interface Step<T> {
    T take() throws IOException;
  }
}
