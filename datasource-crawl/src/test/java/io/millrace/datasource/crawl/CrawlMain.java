package io.millrace.datasource.crawl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A crawl in a process of its own, for being killed: writes the address of each page to a file. */
final class CrawlMain {
  private CrawlMain() {}

  public static void main(String[] args) throws Exception {
    Path output = Files.createFile(Path.of(args[2]));
    try (Crawls crawls = Crawls.open();
        var out = Files.newOutputStream(output, StandardOpenOption.APPEND)) {
      crawls.crawlWith(
          Path.of(args[1]),
          args[0],
          page -> {
            try {
              out.write(
                  (page.sourceUrl() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }
  }
}
