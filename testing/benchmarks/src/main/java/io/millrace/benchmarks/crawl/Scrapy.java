package io.millrace.benchmarks.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The peer: Scrapy, where it is installed. */
final class Scrapy {
  private static final String COMMAND = "scrapy";

  private Scrapy() {}

  /** Returns whether it is on the path. */
  static boolean isInstalled() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, COMMAND)));
  }

  /**
   * Crawls a site with it and returns its figures, by name. Its start is not in them.
   *
   * @throws IOException if it fails, or takes more than ten minutes
   */
  static Map<String, Double> crawl(String url) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("spider");
    Path spider = folder.resolve("spider.py");
    Files.write(spider, Resources.toByteArray(Resources.getResource(Scrapy.class, "spider.py")));
    Process process =
        new ProcessBuilder(COMMAND, "runspider", spider.toString(), "-a", "url=" + url)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Double> figures = new HashMap<>();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        List<String> words = Splitter.on(' ').splitToList(line);
        if (words.size() == 3 && words.get(0).equals("figure")) {
          figures.put(words.get(1), Double.parseDouble(words.get(2)));
        }
      }
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("Scrapy failed");
      }
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(spider);
    }
    return figures;
  }
}
