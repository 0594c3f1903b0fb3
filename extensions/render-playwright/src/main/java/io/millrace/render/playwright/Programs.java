package io.millrace.render.playwright;

import com.google.common.base.Splitter;
import io.millrace.datasource.RenderException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The installed programs that it takes.
 *
 * @param chromium the browser
 * @param node Node.js, which Playwright's driver runs on; {@code null} to use the one that
 *     Playwright's own bundle brings
 */
record Programs(Path chromium, @Nullable Path node) {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  /**
   * Finds them: named by a system property or an environment variable, else on the path.
   *
   * @throws RenderException if there is no browser
   */
  static Programs find() {
    Path chromium =
        named("millrace.chromium", "MILLRACE_CHROMIUM")
            .or(() -> BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst())
            .orElseThrow(
                () ->
                    RenderException.unavailable(
                        "No browser is installed. Install Chromium, or set MILLRACE_CHROMIUM to"
                            + " where it is",
                        null));
    Path node =
        named("millrace.node", "PLAYWRIGHT_NODEJS_PATH").or(() -> onPath("node")).orElse(null);
    return new Programs(chromium, node);
  }

  private static Optional<Path> named(String property, String variable) {
    String value = System.getProperty(property, System.getenv(variable));
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    Path program = Path.of(value);
    if (!Files.isExecutable(program)) {
      throw RenderException.unavailable(
          "%s, which %s names, is no program that can be run".formatted(value, variable), null);
    }
    return Optional.of(program);
  }

  private static Optional<Path> onPath(String name) {
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    return Splitter.on(File.pathSeparatorChar)
        .omitEmptyStrings()
        .splitToStream(System.getenv().getOrDefault("PATH", ""))
        .map(folder -> Path.of(folder, windows ? name + ".exe" : name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
