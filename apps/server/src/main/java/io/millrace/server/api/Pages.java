package io.millrace.server.api;

import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.server.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pages of listings, as the query asks for them. */
final class Pages {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MOST = 100;
  private static final int WHOLE = 1_000;

  private Pages() {}

  static PageRequest of(Call call) {
    return PageRequest.of(page(call), limit(call)).containing(call.query("keyword").orElse(null));
  }

  static int page(Call call) {
    return call.query("page", 1, 1, Integer.MAX_VALUE);
  }

  static int limit(Call call) {
    return call.query("limit", DEFAULT_LIMIT, 1, MOST);
  }

  /** Returns every item, read page by page. */
  static <T> List<T> all(PageRequest first, Function<PageRequest, Page<T>> listing) {
    List<T> all = new ArrayList<>();
    Page<T> page;
    int number = 1;
    do {
      page =
          listing.apply(
              new PageRequest(
                  number++,
                  WHOLE,
                  first.keyword(),
                  first.batch(),
                  first.status(),
                  first.active(),
                  first.newestFirst()));
      all.addAll(page.items());
    } while (page.items().size() == WHOLE);
    return all;
  }
}
