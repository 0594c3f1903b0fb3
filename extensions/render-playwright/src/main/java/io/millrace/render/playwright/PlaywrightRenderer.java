package io.millrace.render.playwright;

import io.millrace.datasource.PageRenderer;
import io.millrace.datasource.RenderException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Shows pages in an installed Chromium, one after the other. The browser is started for the first
 * page and ended when nobody has needed it for a minute.
 *
 * <p>Chromium is the program that the system property {@code millrace.chromium} or the variable
 * {@code MILLRACE_CHROMIUM} names, else {@code chromium}, {@code chromium-browser}, {@code
 * google-chrome} or {@code chrome} on the path. Playwright's driver needs Node.js: the one that
 * {@code millrace.node} or {@code PLAYWRIGHT_NODEJS_PATH} names, else {@code node} on the path,
 * else the one in Playwright's {@code driver-bundle}, where that is on the class path. Chromium's
 * sandbox is on unless the user is root or {@code millrace.chromium.sandbox} is {@code false}.
 *
 * @since 0.1
 */
public final class PlaywrightRenderer implements PageRenderer {
  private final @Nullable Programs programs;
  private @Nullable BrowserThread thread;
  private boolean closed;

  /** For {@link java.util.ServiceLoader}; looks for no program and starts none. */
  public PlaywrightRenderer() {
    this.programs = null;
  }

  /**
   * Uses programs that the host application names.
   *
   * @param chromium the browser
   * @param node Node.js, or {@code null} for the one in Playwright's bundle
   */
  public PlaywrightRenderer(Path chromium, @Nullable Path node) {
    this.programs = new Programs(chromium, node);
  }

  @Override
  public String id() {
    return "playwright";
  }

  @Override
  public Rendered render(RenderRequest request) {
    BrowserThread current = thread();
    try {
      return current.render(request);
    } catch (RenderException e) {
      if (current.isBroken()) {
        discard(current);
      }
      throw e;
    }
  }

  private synchronized BrowserThread thread() {
    if (closed) {
      throw RenderException.unavailable("The browser was closed with its engine", null);
    }
    if (thread == null) {
      thread = new BrowserThread(programs == null ? Programs.find() : programs);
    }
    return thread;
  }

  private synchronized void discard(BrowserThread broken) {
    if (broken.equals(thread)) {
      thread = null;
    }
    broken.kill();
  }

  @Override
  public void close() {
    BrowserThread last;
    synchronized (this) {
      closed = true;
      last = thread;
      thread = null;
    }
    if (last != null) {
      last.close();
    }
  }
}
