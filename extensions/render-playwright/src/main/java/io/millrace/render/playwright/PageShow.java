package io.millrace.render.playwright;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import io.millrace.datasource.PageRenderer.Answer;
import io.millrace.datasource.PageRenderer.RenderRequest;
import io.millrace.datasource.PageRenderer.Rendered;
import io.millrace.datasource.RenderException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One page in the browser, from its first request to its last state. */
final class PageShow {

  /** What changes no words of a page is not fetched. */
  private static final Set<String> UNNEEDED = Set.of("image", "media", "font", "websocket", "ping");

  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final double QUIET_MILLIS = 5_000;
  private static final int STAY = 204;

  private final BrowserContext context;
  private final RenderRequest request;
  private final long deadline;
  private @Nullable Page page;
  private boolean navigated;
  private boolean read;
  private @Nullable URI movedTo;

  PageShow(BrowserContext context, RenderRequest request) {
    this.context = context;
    this.request = request;
    this.deadline = System.nanoTime() + request.timeout().toNanos();
  }

  Rendered run() {
    context.route("**/*", this::answer);
    context.routeWebSocket("**", WebSocketRoute::close);
    Page page = context.newPage();
    this.page = page;
    context.onPage(Page::close); // what the page opens besides
    page.onDOMContentLoaded(loaded -> read = true);
    try {
      page.navigate(
          request.uri().toString(),
          new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT).setTimeout(left()));
      page.waitForCondition(
          () -> read || movedTo != null, new Page.WaitForConditionOptions().setTimeout(left()));
    } catch (TimeoutError e) {
      throw RenderException.failed("The page's scripts did not come to an end in time", e);
    }
    if (movedTo == null) {
      settle(page);
    }
    if (!request.pause().isZero()) {
      page.waitForTimeout(Math.min(left(), (double) request.pause().toMillis()));
    }
    String html = page.content();
    if (html.length() > request.maxCharacters()) {
      throw RenderException.failed(
          "It has %,d characters in the browser; %,d are allowed"
              .formatted(html.length(), request.maxCharacters()),
          null);
    }
    return new Rendered(html, movedTo);
  }

  /** Waits until the page asks for nothing more; one that always does is taken as it is. */
  private void settle(Page page) {
    try {
      page.waitForLoadState(
          LoadState.NETWORKIDLE,
          new Page.WaitForLoadStateOptions().setTimeout(Math.min(left(), QUIET_MILLIS)));
    } catch (TimeoutError stillBusy) {
      // It polls; what it shows by now is what it shows.
    }
  }

  private double left() {
    return Math.max(1, (deadline - System.nanoTime()) / 1e6);
  }

  private void answer(Route route) {
    Request asked = route.request();
    URI uri = uri(asked.url());
    Frame frame = frame(asked);
    if (uri == null || frame == null || !isNeeded(asked)) {
      route.abort();
    } else if (asked.isNavigationRequest() && frame.parentFrame() == null && navigated) {
      movedTo = movedTo == null ? uri : movedTo;
      route.fulfill(new Route.FulfillOptions().setStatus(STAY));
    } else {
      navigated = true;
      Optional<Answer> answer = request.network().get(uri);
      if (answer.isPresent()) {
        route.fulfill(fulfilled(answer.get()));
      } else {
        route.abort();
      }
    }
  }

  private boolean isNeeded(Request asked) {
    return !UNNEEDED.contains(asked.resourceType())
        && METHODS.contains(asked.method())
        && deadline - System.nanoTime() > 0;
  }

  /**
   * Returns the frame of this page that asks, or {@code null} when it is another page that does.
   */
  private @Nullable Frame frame(Request asked) {
    try {
      Frame frame = asked.frame();
      return frame.page().equals(page) ? frame : null;
    } catch (PlaywrightException notThereYet) {
      return null; // the first request of a page that this one opens
    }
  }

  private static Route.FulfillOptions fulfilled(Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (answer.contentType() != null) {
      headers.put("content-type", answer.contentType());
    }
    if (answer.allowOrigin() != null) {
      headers.put("access-control-allow-origin", answer.allowOrigin());
    }
    return new Route.FulfillOptions()
        .setStatus(answer.status())
        .setHeaders(headers)
        .setBodyBytes(answer.body());
  }

  private static @Nullable URI uri(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = uri.getScheme();
      return "http".equals(scheme) || "https".equals(scheme) ? uri : null;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
