/**
 * Shows pages that scripts make, in an installed Chromium that Playwright drives.
 *
 * <p>The browser is kept off the network: whatever a page asks for is asked of the crawler, with
 * its gate, robots rules and limits.
 */
@NullMarked
package io.millrace.render.playwright;

import org.jspecify.annotations.NullMarked;
