package io.millrace.datasource.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.http.EgressGate;
import io.millrace.testkit.server.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinglePageTest extends SiteTest {
  @Test
  void aPageBecomesTitleDescriptionAndMarkdown() {
    site.on(
        "/page",
        Route.html(
            "<title>The page</title><meta name=description content='About it'>"
                + "<nav><a href='/'>Home</a></nav><main><h1>Heading</h1><p>Text with <b>weight</b>"
                + " and enough words to be the main part of the page.</p></main>"));
    site.on("/moved", Route.redirect(301, "/page"));

    CrawledPage page = crawls.fetch(site.url("/moved"));

    assertThat(page.sourceUrl()).isEqualTo(site.url("/page"));
    assertThat(page.title()).isEqualTo("The page");
    assertThat(page.description()).isEqualTo("About it");
    assertThat(page.content()).startsWith("# Heading\n\nText with **weight** and");
  }

  @Test
  void whatCannotBeReadIsAFailureThatNamesThePageNotItsParameters() {
    site.on("/robots.txt", Route.text("User-agent: *\nDisallow: /private"));

    assertThatThrownBy(() -> crawls.fetch(site.url("/gone?token=secret")))
        .isInstanceOf(DatasourceException.class)
        .hasMessageContaining(site.url("/gone"))
        .hasMessageContaining("404")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> crawls.fetch(site.url("/private/x"))).hasMessageContaining("robots");
  }

  @Test
  void documentsGoToTheExtractor() {
    site.on("/a.pdf", exchange -> exchange.send(200, "application/pdf", "%PDF-1.7 hello"));
    EgressGate gate = EgressGate.builder().allowHost("localhost").build();
    try (Crawls withExtractor =
        Crawls.open(new SiteCrawlProvider(), Map.of(), gate, Optional.of(new Shouting()))) {
      CrawledPage page = withExtractor.fetch(site.url("/a.pdf"));
      assertThat(page.title()).isEqualTo("a.pdf");
      assertThat(page.content()).isEqualTo("%PDF-1.7 HELLO");
    }
    assertThatThrownBy(() -> crawls.fetch(site.url("/a.pdf")))
        .hasMessageContaining("application/pdf");
  }

  private static final class Shouting implements DocumentExtractor {
    @Override
    public String id() {
      return "shouting";
    }

    @Override
    public ExtractedText extract(ExtractionRequest request) {
      assertThat(request.file().filename()).isEqualTo("a.pdf");
      String reference = Objects.requireNonNull(request.file().reference());
      assertThat(request.files().find(reference)).contains(request.file());
      try (var in = request.files().open(request.file())) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return ExtractedText.of(text.toUpperCase(java.util.Locale.ROOT));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
