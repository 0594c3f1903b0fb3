package io.millrace.datasource.drive.folder;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.SmallestNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A folder. A page is the next names in their order after the cursor, which is the last name of the
 * page before: each page reads the folder once more and holds no more than a page.
 */
final class FolderDrive implements Drive {
  private final Path root;

  FolderDrive(Path root) {
    this.root = root;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    Path folder = resolve(request.folder().id());
    String after = request.cursor();
    PriorityQueue<Path> first =
        new PriorityQueue<>(Comparator.comparing(FolderDrive::nameOf).reversed());
    boolean more = false;
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
      for (Path path : names) {
        if (after == null || nameOf(path).compareTo(after) > 0) {
          first.add(path);
          if (first.size() > request.limit()) {
            first.remove();
            more = true;
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      IOException cause = e.getCause();
      throw failure(request.folder().id(), cause == null ? new IOException(e) : cause);
    } catch (IOException e) {
      throw failure(request.folder().id(), e);
    }
    ImmutableList<Path> page =
        ImmutableList.sortedCopyOf(Comparator.comparing(FolderDrive::nameOf), first);
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    page.forEach(path -> add(path, entries));
    return new DrivePage(entries.build(), more ? nameOf(page.get(page.size() - 1)) : null);
  }

  /** A link is what it leads to, where that is below the root; else it is passed over. */
  private void add(Path path, ImmutableList.Builder<DriveEntry> entries) {
    try {
      Path real = path.toRealPath();
      if (real.startsWith(root)) {
        BasicFileAttributes facts = Files.readAttributes(real, BasicFileAttributes.class);
        if (facts.isDirectory() || facts.isRegularFile()) {
          entries.add(entry(real, nameOf(path), facts));
        }
      }
    } catch (NoSuchFileException gone) {
      // removed meanwhile, or a link to nothing
    } catch (IOException e) {
      Location place = new Location(null, idOf(path));
      entries.add(
          DriveEntry.file(place, nameOf(path), -1)
              .withProblem("File '%s' cannot be read: %s".formatted(place.id(), e.getMessage())));
    }
  }

  private DriveEntry entry(Path real, String name, BasicFileAttributes facts) {
    String id = idOf(real);
    Location place = new Location(null, id);
    DriveEntry entry =
        facts.isDirectory()
            ? DriveEntry.folder(place, name)
            : DriveEntry.file(place, name, facts.size());
    ChangeSignals signals =
        new ChangeSignals(null, null, facts.lastModifiedTime().toInstant(), null);
    return entry.withPath(id).withSignals(signals);
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    Path path = resolve(place.id());
    try {
      return entry(path, nameOf(path), Files.readAttributes(path, BasicFileAttributes.class));
    } catch (IOException e) {
      throw failure(place.id(), e);
    }
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    DriveEntry facts = stat(place);
    if (facts.folder()) {
      throw DatasourceException.permanent(
          "Cannot download folder '%s'. Please select a file.".formatted(place.id()), null);
    }
    try {
      FileChannel channel = FileChannel.open(resolve(place.id()), StandardOpenOption.READ);
      InputStream bytes = Channels.newInputStream(channel.position(offset));
      return new Content(facts, offset, bytes);
    } catch (IOException e) {
      throw failure(place.id(), e);
    }
  }

  @Override
  public int maxPage() {
    return SmallestNames.PAGE;
  }

  /** Returns a real path below the root. */
  private Path resolve(String id) {
    try {
      Path path = root.resolve(id.isEmpty() ? "." : id).normalize();
      if (path.startsWith(root)) {
        Path real = path.toRealPath();
        if (real.startsWith(root)) {
          return real;
        }
      }
    } catch (InvalidPathException e) {
      throw DatasourceException.permanent(
          "'%s' cannot be a path: %s".formatted(id, e.getReason()), e);
    } catch (IOException e) {
      throw failure(id, e);
    }
    throw DatasourceException.permanent("'%s' leads out of the drive's folder".formatted(id), null);
  }

  private static DatasourceException failure(String id, IOException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "File with ID '%s' not found.".formatted(id)
            : e instanceof AccessDeniedException
                ? "No permission to read '%s'".formatted(id)
                : e instanceof NotDirectoryException
                    ? "'%s' is not a folder".formatted(id)
                    : "'%s' cannot be read: %s".formatted(id, e.getMessage());
    return DatasourceException.permanent(reason, e);
  }

  private String idOf(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
