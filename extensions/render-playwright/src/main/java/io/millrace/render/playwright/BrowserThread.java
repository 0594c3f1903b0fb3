package io.millrace.render.playwright;

import com.microsoft.playwright.PlaywrightException;
import io.millrace.datasource.PageRenderer.RenderRequest;
import io.millrace.datasource.PageRenderer.Rendered;
import io.millrace.datasource.RenderException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that speaks with the browser, as Playwright asks for, and somebody beside it who
 * ends the browser when a page keeps it busy for ever.
 */
final class BrowserThread {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration START = Duration.ofSeconds(60);

  /** What the browser may take for itself on top of the time for a page. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Programs programs;
  private final Semaphore turn = new Semaphore(1, true);
  private final ScheduledThreadPoolExecutor executor;
  private volatile @Nullable BrowserProcess browser;
  private volatile boolean broken;
  private @Nullable ScheduledFuture<?> idle;

  BrowserThread(Programs programs) {
    this.programs = programs;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "millrace-browser");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Returns whether nothing more can be shown on this thread. */
  boolean isBroken() {
    return broken;
  }

  /** Shows a page when its turn has come; whoever has it is done in time. */
  Rendered render(RenderRequest request) {
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RenderException.failed("The wait for the browser was interrupted", e);
    }
    try {
      if (broken) {
        throw RenderException.failed("The browser was ended because of another page", null);
      }
      BrowserProcess current = await(executor.submit(this::started), START);
      return await(executor.submit(() -> shown(current, request)), request.timeout().plus(GRACE));
    } finally {
      turn.release();
    }
  }

  private BrowserProcess started() {
    if (idle != null) {
      idle.cancel(false);
    }
    BrowserProcess current = browser;
    if (current == null || !current.isConnected()) {
      if (current != null) {
        current.kill();
      }
      current = BrowserProcess.start(programs);
      browser = current;
    }
    return current;
  }

  private Rendered shown(BrowserProcess current, RenderRequest request) {
    try {
      return current.show(request);
    } catch (PlaywrightException e) {
      throw RenderException.failed("The browser cannot show it: " + firstLine(e), e);
    } finally {
      idle = executor.schedule(this::rest, IDLE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void rest() {
    BrowserProcess current = browser;
    browser = null;
    if (current != null) {
      current.close();
    }
  }

  private <T> T await(Future<T> future, Duration most) {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      broken = true;
      throw RenderException.failed("The browser was not done in time, and was ended", e);
    } catch (InterruptedException e) {
      broken = true;
      Thread.currentThread().interrupt();
      throw RenderException.failed("The wait for the browser was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RenderException known) {
        throw known;
      }
      broken = true;
      throw RenderException.failed("The browser failed: " + firstLine(e.getCause()), e);
    }
  }

  static String firstLine(@Nullable Throwable e) {
    String message = e == null ? null : e.getMessage();
    return message == null ? String.valueOf(e) : message.lines().findFirst().orElse("");
  }

  /** Ends the browser from beside: whoever waits for it fails. */
  void kill() {
    executor.shutdownNow();
    BrowserProcess current = browser;
    if (current != null) {
      current.kill();
    }
  }

  /** Ends the browser once the page it shows is done, or after some seconds. */
  void close() {
    executor.execute(this::rest);
    executor.shutdown();
    try {
      if (executor.awaitTermination(5, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }
}
