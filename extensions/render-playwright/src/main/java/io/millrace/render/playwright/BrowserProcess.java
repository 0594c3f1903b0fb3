package io.millrace.render.playwright;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.millrace.datasource.PageRenderer.RenderRequest;
import io.millrace.datasource.PageRenderer.Rendered;
import io.millrace.datasource.RenderException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A browser that runs, and cannot reach anything: its proxy is a port where nobody listens, also
 * for the machine itself, and names have no addresses.
 */
final class BrowserProcess {
  private static final Proxy NOWHERE =
      new Proxy("http://127.0.0.1:1").setBypass("<-loopback>"); // minus: loopback too
  private static final ImmutableList<String> ARGUMENTS =
      ImmutableList.of(
          "--host-resolver-rules=MAP * ~NOTFOUND",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--mute-audio");

  private final Playwright playwright;
  private final Browser browser;
  private final ImmutableSet<ProcessHandle> processes;
  private final TempFolder folder;

  private BrowserProcess(
      Playwright playwright,
      Browser browser,
      ImmutableSet<ProcessHandle> processes,
      TempFolder folder) {
    this.playwright = playwright;
    this.browser = browser;
    this.processes = processes;
    this.folder = folder;
  }

  /**
   * Starts a browser.
   *
   * @throws RenderException if it cannot be started
   */
  static BrowserProcess start(Programs programs) {
    ImmutableSet<ProcessHandle> before = children();
    TempFolder folder = TempFolder.make();
    Playwright playwright = null;
    try {
      playwright =
          Playwright.create(new Playwright.CreateOptions().setEnv(environment(programs, folder)));
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(programs.chromium())
                      .setChromiumSandbox(sandbox())
                      .setProxy(NOWHERE)
                      .setArgs(ARGUMENTS));
      ImmutableSet<ProcessHandle> started =
          children().stream()
              .filter(child -> !before.contains(child))
              .filter(BrowserProcess::isDriver)
              .collect(ImmutableSet.toImmutableSet());
      return new BrowserProcess(playwright, browser, started, folder);
    } catch (PlaywrightException e) {
      if (playwright != null) {
        playwright.close();
      }
      folder.delete();
      throw RenderException.unavailable(
          "%s cannot be started: %s. Playwright needs Chromium and Node.js; see the module's documentation"
              .formatted(programs.chromium(), BrowserThread.firstLine(e)),
          e);
    }
  }

  private static Map<String, String> environment(Programs programs, TempFolder folder) {
    ImmutableMap.Builder<String, String> environment = ImmutableMap.builder();
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("TMPDIR", folder.path().toString());
    if (programs.node() != null) {
      environment.put("PLAYWRIGHT_NODEJS_PATH", programs.node().toString());
    }
    return environment.buildOrThrow();
  }

  private static boolean sandbox() {
    return !"root".equals(System.getProperty("user.name"))
        && Boolean.parseBoolean(System.getProperty("millrace.chromium.sandbox", "true"));
  }

  private static ImmutableSet<ProcessHandle> children() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children.collect(ImmutableSet.toImmutableSet());
    }
  }

  /** Playwright's driver has its own name among its arguments, where the system tells them. */
  private static boolean isDriver(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .map(line -> line.contains("playwright") && line.contains("run-driver"))
        .orElse(false);
  }

  boolean isConnected() {
    return browser.isConnected();
  }

  /** Shows one page in a context of its own, of which nothing is kept. */
  Rendered show(RenderRequest request) {
    try (BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setUserAgent(request.userAgent())
                .setAcceptDownloads(false)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK))) {
      return new PageShow(context, request).run();
    }
  }

  void close() {
    try {
      browser.close();
      playwright.close();
      folder.delete();
    } catch (PlaywrightException e) {
      kill();
    }
  }

  /** Ends driver and browser; may be called by any thread. */
  void kill() {
    for (ProcessHandle process : processes) {
      try (Stream<ProcessHandle> children = process.descendants()) {
        children.forEach(ProcessHandle::destroyForcibly);
      }
      process.destroyForcibly();
      var unused = process.onExit().thenRun(folder::delete);
    }
  }
}
