package io.millrace.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository that the tests are part of. */
final class RepositoryFiles {
  static final Path ROOT = root();
  static final Path PIPELINES = ROOT.resolve("examples/pipelines");
  static final Path DOCUMENTS = ROOT.resolve("examples/documents");
  static final Path QUESTIONS = ROOT.resolve("examples/questions");

  private RepositoryFiles() {}

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("examples/pipelines"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Run the tests inside the repository");
      }
    }
    return folder;
  }

  static List<Path> below(String folder, String suffix) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> documentation() {
    return Stream.concat(
            Stream.of("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(ROOT::resolve),
            below("docs", ".md").stream())
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
