package io.millrace.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where vectors come from: the folder that {@code -Dmillrace.conformance.dir} names, with {@code
 * chunk/} and {@code engine/} in it, or the copies in the test resources.
 */
final class ConformanceFiles {
  /** May be relative: to where Maven was called, or to this module. */
  static final String FOLDER_PROPERTY = "millrace.conformance.dir";

  /** Set by the build: where Maven was called. */
  private static final String CALLED_FROM_PROPERTY = "millrace.called.from";

  private ConformanceFiles() {}

  /**
   * Returns a file of vectors. Empty when a folder is named and lacks it: what was asked for is
   * run, and nothing in its place.
   */
  static Optional<byte[]> vectors(String path) {
    Optional<Path> folder = folder();
    return folder.isPresent() ? read(folder.get().resolve(path)) : Optional.of(resource(path));
  }

  /** Returns a file that a vector names; one that the folder lacks comes from the resources. */
  static byte[] companion(String path) {
    return folder()
        .flatMap(folder -> read(folder.resolve(path).normalize()))
        .orElseGet(() -> resource(path));
  }

  /** Returns the named folder. */
  static Optional<Path> folder() {
    String named = System.getProperty(FOLDER_PROPERTY, "").trim();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Set<Path> tried = new LinkedHashSet<>();
    for (String base : new String[] {System.getProperty(CALLED_FROM_PROPERTY, ""), ""}) {
      Path folder = Path.of(base).resolve(named).toAbsolutePath().normalize();
      if (Files.isDirectory(folder.resolve("chunk"))
          || Files.isDirectory(folder.resolve("engine"))) {
        return Optional.of(folder);
      }
      tried.add(folder);
    }
    throw new IllegalStateException(
        "-D%s must name a folder that has chunk/ or engine/ in it. Looked at: %s"
            .formatted(FOLDER_PROPERTY, tried));
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String path) {
    String name = Path.of("/conformance").resolve(path).normalize().toString();
    try (InputStream resource = ConformanceFiles.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(
            "No '%s': neither in the folder of -D%s nor in the test resources"
                .formatted(path, FOLDER_PROPERTY));
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
