package io.millrace.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the modules that are published as libraries. */
final class Sources {
  private static final Pattern PUBLIC =
      Pattern.compile(
          "^public (?:final |abstract |sealed |non-sealed )*"
              + "(?:class|interface|record|enum|@interface) \\w+",
          Pattern.MULTILINE);
  private static final Pattern LIBRARY =
      Pattern.compile("(core|datasource-[a-z]+|extensions/[a-z0-9-]+|testing/testkit)/src/main/.*");

  private Sources() {}

  /** Returns the files of public types, but for those of packages that are not API. */
  static List<String> publicTypesWithoutSince() {
    Path root = root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> LIBRARY.matcher(root.relativize(file).toString()).matches())
          .filter(Sources::lacksSince)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean lacksSince(Path file) {
    String text = text(file);
    Matcher type = PUBLIC.matcher(text);
    return type.find()
        && !text.substring(0, type.start()).contains("@since ")
        && !text.contains("\n@Internal\n")
        && !text(file.resolveSibling("package-info.java")).contains("\n@Internal\n");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("core/src"))) {
      folder = Objects.requireNonNull(folder.getParent(), "run the tests in the repository");
    }
    return folder;
  }
}
