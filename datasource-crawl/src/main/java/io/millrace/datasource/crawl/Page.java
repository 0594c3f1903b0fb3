package io.millrace.datasource.crawl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself.
 *
 * @param title its title; may be empty
 * @param description what it says it is about; may be empty
 * @param links where it leads, each once, without links that must not be followed
 * @param canonical the address it wants to be known by, or {@code null}
 * @param noindex whether it asks not to be taken
 * @param text its words, blanks collapsed: for telling duplicates
 * @param scripted whether it has scripts and hardly any words: a browser would show more
 */
record Page(
    String title,
    String description,
    List<WebAddress> links,
    @Nullable WebAddress canonical,
    boolean noindex,
    String text,
    boolean scripted) {

  Page leadingTo(List<WebAddress> others) {
    return new Page(title, description, others, canonical, noindex, text, scripted);
  }
}
