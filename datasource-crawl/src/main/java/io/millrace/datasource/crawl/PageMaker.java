package io.millrace.datasource.crawl;

import com.google.common.html.HtmlEscapers;
import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.datasource.crawl.Problem.Kind;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Makes results out of what servers send. */
final class PageMaker {
  private static final int SHORT = 1_000;
  private static final Pattern NOT_FOUND =
      Pattern.compile(
          "(?i)^\\W*404\\b|\\b(?:error|status|code|http)\\W{0,3}404\\b|\\bnot found\\b|\\bpage"
              + " (does not|doesn.t) exist\\b|找不到|不存在|nicht gefunden");

  private final TextStyle style;
  private final DocumentText documents;
  private final int maxPageBytes;

  PageMaker(TextStyle style, DocumentText documents, int maxPageBytes) {
    this.style = style;
    this.documents = documents;
    this.maxPageBytes = maxPageBytes;
  }

  /**
   * What came of a body.
   *
   * @param page what it says of itself
   * @param result its texts; empty content where there is a problem
   * @param problem why it is no result, or {@code null}
   */
  record Made(Page page, CrawledPage result, @Nullable Problem problem) {

    Made with(Problem other) {
      return new Made(page, result, other);
    }

    Made leadingTo(List<WebAddress> links, Problem other) {
      return new Made(page.leadingTo(links), result, other);
    }
  }

  int maxPageBytes() {
    return maxPageBytes;
  }

  /** Returns how large a body of a type may be; 0 for what nothing can be made of. */
  int most(WebAddress address, String type) {
    return switch (ContentKind.announced(type, address)) {
      case HTML, TEXT -> maxPageBytes;
      case DOCUMENT -> documents.isAvailable() ? DocumentText.MOST_BYTES : 0;
      case OTHER -> 0;
    };
  }

  /** Makes a result. */
  Made make(WebAddress address, Fetched.Body body) {
    return switch (ContentKind.of(body.contentType(), body.bytes(), address)) {
      case HTML -> html(address, PageText.decode(body.bytes(), body.contentType()), body.robots());
      case TEXT -> text(address, PageText.decode(body.bytes(), body.contentType()), null);
      case DOCUMENT -> document(address, body);
      case OTHER ->
          failed(
              address, new Problem(Kind.CONTENT_TYPE, "Its content is neither page nor document"));
    };
  }

  /** Makes a result of a page's source. */
  Made html(WebAddress address, String html, List<String> robots) {
    Document document = Jsoup.parse(html);
    Page page = PageReader.read(document, address, robots);
    Problem problem = problem(page);
    String content = problem == null ? content(document, address) : "";
    return new Made(page, result(address, page, content), problem);
  }

  /**
   * Makes a result of a page that somebody asked for by its address, whatever it says of itself.
   */
  CrawledPage regardless(WebAddress address, Fetched.Body body) {
    Document document = Jsoup.parse(PageText.decode(body.bytes(), body.contentType()));
    Page page = PageReader.read(document, address, List.of());
    return result(address, page, content(document, address));
  }

  private static CrawledPage result(WebAddress address, Page page, String content) {
    return new CrawledPage(address.toString(), page.title(), page.description(), content);
  }

  private static @Nullable Problem problem(Page page) {
    if (page.noindex()) {
      return new Problem(Kind.NOINDEX, "The page asks not to be taken (noindex)");
    } else if (page.scripted()) {
      return new Problem(
          Kind.NEEDS_BROWSER,
          "The page is made by scripts: without a browser there is nothing in it. Add"
              + " millrace-render-playwright, and install Chromium");
    } else if (page.text().length() < SHORT && NOT_FOUND.matcher(page.title()).find()) {
      return new Problem(
          Kind.SOFT_ERROR, "The page says that it was not found, though its status is fine");
    }
    return null;
  }

  private String content(Document document, WebAddress address) {
    if (style.format() == TextStyle.Format.NONE) {
      return "";
    }
    Element body = document.body();
    Element main = style.mainContent() ? MainContent.of(body) : body;
    return switch (style.format()) {
      case MARKDOWN -> Markdown.of(main, base(document, address));
      case HTML -> main.outerHtml();
      case TEXT -> main.wholeText().strip();
      case NONE -> "";
    };
  }

  private static WebAddress base(Document document, WebAddress address) {
    Element base = document.head().selectFirst("base[href]");
    WebAddress other = base == null ? null : address.resolve(base.attr("href"));
    return other == null ? address : other;
  }

  private Made document(WebAddress address, Fetched.Body body) {
    DocumentText.Extracted extracted = documents.extract(address, body.bytes(), body.contentType());
    Problem problem = extracted.problem();
    return problem != null ? failed(address, problem) : text(address, extracted.text(), null);
  }

  private Made text(WebAddress address, String text, @Nullable Problem problem) {
    String name = PathText.fileName(address.path());
    String title = name == null ? address.host() : name;
    Page page = new Page(title, "", List.of(), null, false, text, false);
    String content =
        switch (style.format()) {
          case NONE -> "";
          case HTML -> "<pre>" + HtmlEscapers.htmlEscaper().escape(text) + "</pre>";
          case MARKDOWN, TEXT -> text;
        };
    return new Made(page, new CrawledPage(address.toString(), title, "", content), problem);
  }

  /** Makes nothing, for a reason. */
  Made failed(WebAddress address, Problem problem) {
    return text(address, "", problem);
  }
}
