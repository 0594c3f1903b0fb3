package io.millrace.datasource.crawl;

import io.millrace.testkit.server.LoopbackSite;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A site of its own for each test, and somebody who crawls it. */
abstract class SiteTest {
  @SuppressWarnings("NullAway.Init") // opened before each test
  LoopbackSite site;

  final Crawls crawls = Crawls.open();

  @BeforeEach
  void openSite() throws IOException {
    site = LoopbackSite.open();
  }

  @AfterEach
  void closeSite() throws IOException {
    crawls.close();
    site.close();
  }
}
