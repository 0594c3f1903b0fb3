package io.millrace.datasource.crawl;

import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.PageRenderer.RenderRequest;
import io.millrace.datasource.PageRenderer.Rendered;
import io.millrace.datasource.RenderException;
import io.millrace.datasource.crawl.Problem.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes results out of what servers send, with a browser's help where it is wanted and there is
 * one. Safe for use by many threads.
 */
final class Rendering {
  private static final String NOT_WANTED =
      "It is made by scripts, and this crawl is to use no browser";

  private final Optional<PageRenderer> renderer;
  private final BrowserUse use;
  private final PageMaker maker;
  private final BrowserRequests requests;
  private final Duration timeout;

  /**
   * @param requests gets what pages ask for
   * @param timeout for one page
   */
  Rendering(
      Optional<PageRenderer> renderer,
      BrowserUse use,
      PageMaker maker,
      BrowserRequests requests,
      Duration timeout) {
    this.renderer = renderer;
    this.use = use;
    this.maker = maker;
    this.requests = requests;
    this.timeout = timeout;
  }

  /** Makes a result. */
  PageMaker.Made make(WebAddress address, Fetched.Body body) {
    PageMaker.Made made = maker.make(address, body);
    Problem problem = made.problem();
    boolean empty = problem != null && problem.kind() == Kind.NEEDS_BROWSER;
    if (renderer.isEmpty()
        || !(problem == null || empty)
        || ContentKind.of(body.contentType(), body.bytes(), address) != ContentKind.HTML) {
      return made;
    } else if (!use.isFor(address, empty)) {
      return empty ? made.with(new Problem(Kind.NEEDS_BROWSER, NOT_WANTED)) : made;
    }
    try {
      return shown(address, body, renderer.get());
    } catch (RenderException e) {
      return empty
          ? made.with(new Problem(Kind.NEEDS_BROWSER, "It is made by scripts. " + e.getMessage()))
          : made;
    }
  }

  private PageMaker.Made shown(WebAddress address, Fetched.Body body, PageRenderer browser) {
    Rendered rendered =
        browser.render(
            new RenderRequest(
                address.uri(),
                requests.of(address, body, timeout),
                timeout,
                use.pause(),
                Visitor.USER_AGENT,
                maker.maxPageBytes()));
    PageMaker.Made made = maker.html(address, rendered.html(), body.robots());
    WebAddress target = target(rendered);
    Problem problem = made.problem();
    if (problem == null || problem.kind() != Kind.NEEDS_BROWSER) {
      return made;
    } else if (target == null) {
      return made.with(new Problem(Kind.NEEDS_BROWSER, "Also in a browser there is nothing in it"));
    }
    List<WebAddress> links = new ArrayList<>(made.page().links());
    links.add(target);
    return made.leadingTo(
        links, new Problem(Kind.REDIRECTS, "Its scripts lead on to " + target.withoutQuery()));
  }

  private static @Nullable WebAddress target(Rendered rendered) {
    return rendered.movedTo() == null ? null : WebAddress.parse(rendered.movedTo().toString());
  }
}
