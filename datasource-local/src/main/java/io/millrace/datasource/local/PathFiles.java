package io.millrace.datasource.local;

import static io.millrace.datasource.local.Names.quoted;

import io.millrace.datasource.DatasourceException;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import io.millrace.file.MimeTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Files by their {@code file:} URI, below the allowed roots. */
final class PathFiles implements FileSource {
  private final AllowedRoots roots;

  PathFiles(AllowedRoots roots) {
    this.roots = roots;
  }

  static boolean isUri(String reference) {
    return reference.startsWith("file:");
  }

  static Path pathOf(String uri) {
    try {
      return Path.of(URI.create(uri));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw DatasourceException.permanent(
          quoted(uri)
              + " is not a file URI of this machine: "
              + e.getMessage()
              + ". Write it like file:///folder/file%20name.txt",
          e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws DatasourceException if the reference is a file URI that may not be read
   */
  @Override
  public Optional<FileRef> find(String reference) {
    if (!isUri(reference)) {
      return Optional.empty();
    }
    Path path = pathOf(reference);
    if (roots.rootOf(path).isPresent() && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return Optional.of(file(path));
  }

  /** Returns the regular file at an absolute path. */
  FileRef file(Path absolute) {
    Path path = roots.admit(absolute);
    try {
      BasicFileAttributes facts =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (facts.isDirectory()) {
        throw isFolder(path);
      }
      if (!facts.isRegularFile()) {
        throw DatasourceException.permanent(
            quoted(absolute)
                + " is a device, a FIFO or a socket; only regular files are read (below "
                + roots.list()
                + "). Copy what it gives into a file.",
            null);
      }
      if (!Files.isReadable(path)) {
        throw DatasourceException.permanent(
            quoted(absolute) + " may not be read by this program. Change its permissions.", null);
      }
      String name = Names.last(path);
      return FileRef.stored(path.toUri().toString(), name, MimeTypes.ofName(name), facts.size());
    } catch (IOException e) {
      throw DatasourceException.permanent(quoted(absolute) + " cannot be read: " + e, e);
    }
  }

  private static DatasourceException isFolder(Path folder) {
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      boolean empty = !listing.iterator().hasNext();
      return DatasourceException.permanent(
          quoted(folder)
              + (empty ? " is an empty folder" : " is a folder")
              + ", not a file. Name a file, or run the folder as an entry of its own.",
          null);
    } catch (IOException e) {
      return DatasourceException.permanent(
          "Folder "
              + quoted(folder)
              + " cannot be listed: "
              + e
              + ". Nothing below it was read; let this program read it.",
          e);
    }
  }

  @Override
  public InputStream open(FileRef file) throws IOException {
    String reference = String.valueOf(file.reference());
    if (!isUri(reference)) {
      throw new NoSuchFileException(reference, null, "it is not a file URI");
    }
    Path path = pathOf(reference);
    Path root =
        roots
            .rootOf(path)
            .orElseThrow(
                () ->
                    new FileSystemException(
                        reference, null, "it is not below an allowed root: " + roots.list()));
    Path parent = path.getParent();
    return SafeOpen.open(root.equals(path) && parent != null ? parent : root, path);
  }
}
