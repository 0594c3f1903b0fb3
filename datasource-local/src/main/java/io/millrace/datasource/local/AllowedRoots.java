package io.millrace.datasource.local;

import static io.millrace.datasource.local.Names.quoted;

import com.google.common.collect.ImmutableSet;
import io.millrace.datasource.DatasourceException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files and folders below which a host lets paths be read. */
final class AllowedRoots {
  private static final int LISTED = 5;

  /** As given, made absolute. */
  private final ImmutableSet<Path> spelled;

  /** The same without links. */
  private final ImmutableSet<Path> real;

  private AllowedRoots(ImmutableSet<Path> spelled, ImmutableSet<Path> real) {
    this.spelled = spelled;
    this.real = real;
  }

  static AllowedRoots of(List<Path> roots) {
    ImmutableSet<Path> spelled =
        roots.stream()
            .map(root -> root.toAbsolutePath().normalize())
            .collect(ImmutableSet.toImmutableSet());
    return new AllowedRoots(
        spelled, spelled.stream().map(AllowedRoots::real).collect(ImmutableSet.toImmutableSet()));
  }

  /** Returns the path without links, as far as it exists. */
  private static Path real(Path absolute) {
    try {
      return absolute.toRealPath();
    } catch (IOException missing) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }

  /** Returns the absolute paths that {@code path} may mean, the best first. */
  List<Path> meanings(Path path) {
    if (path.isAbsolute()) {
      return List.of(path);
    }
    return spelled.stream().filter(Files::isDirectory).map(root -> root.resolve(path)).toList();
  }

  /** Returns the nearest root that a real path is or lies below; none for a path with dots. */
  Optional<Path> rootOf(Path realPath) {
    return realPath.equals(realPath.normalize()) ? among(real, realPath) : Optional.empty();
  }

  private static Optional<Path> among(ImmutableSet<Path> roots, Path path) {
    for (@Nullable Path at = path; at != null; at = at.getParent()) {
      if (roots.contains(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the real path of something that may be read.
   *
   * @throws DatasourceException if it is not there or not below a root; outside the roots the
   *     message does not tell whether there is such a file
   */
  Path admit(Path absolute) {
    Path realPath;
    try {
      realPath = absolute.toRealPath();
    } catch (IOException e) {
      if (isOutside(absolute)) {
        throw refusal(absolute);
      }
      throw DatasourceException.permanent(quoted(absolute) + " " + reason(e), e);
    }
    if (rootOf(realPath).isEmpty()) {
      throw refusal(absolute);
    }
    return realPath;
  }

  /** Whether an absolute path, as it is written, leads out of all roots. */
  boolean isOutside(Path absolute) {
    Path plain = absolute.normalize();
    return among(spelled, plain).isEmpty() && among(real, plain).isEmpty();
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemLoopException
        || String.valueOf(e.getMessage()).contains("symbolic")) {
      return "is a link that leads round in a circle.";
    }
    return e instanceof NoSuchFileException
        ? "does not exist, or is a link to something that does not."
        : "cannot be read: " + e + ". Let this program read it.";
  }

  /** Says that a path is outside the roots, which ones there are, and how to allow more. */
  DatasourceException refusal(Object path) {
    return DatasourceException.permanent(
        quoted(path)
            + (real.isEmpty()
                ? " is a path, and no path may be read. "
                : " is not below an allowed root, or is a link that leads out of it. "
                    + "Allowed: "
                    + list()
                    + ". ")
            + "Upload the file and send its id, or add its folder to the allowed roots:"
            + " allowFiles() of the engine's builder, --allow-files of the command.",
        null);
  }

  boolean none() {
    return real.isEmpty();
  }

  String list() {
    String first =
        spelled.stream().limit(LISTED).map(Path::toString).collect(Collectors.joining(", "));
    int more = spelled.size() - LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
