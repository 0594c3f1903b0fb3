package io.millrace.testkit.fake;

import com.google.common.collect.ImmutableList;
import io.millrace.knowledge.ChildChunk;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.Page;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** Pages of lists, and what a request asks of each kind of item. */
final class Pages {
  private Pages() {}

  static <T> Page<T> of(List<T> all, PageRequest request, BiPredicate<T, PageRequest> wanted) {
    List<T> fitting = all.stream().filter(item -> wanted.test(item, request)).toList();
    int from = (int) Math.min((long) (request.page() - 1) * request.limit(), fitting.size());
    int to = Math.min(from + request.limit(), fitting.size());
    return new Page<>(ImmutableList.copyOf(fitting.subList(from, to)), fitting.size());
  }

  static List<Document> inOrder(List<Document> documents, PageRequest request) {
    if (!request.newestFirst()) {
      return documents;
    }
    List<Document> turned = new ArrayList<>(documents);
    Collections.reverse(turned);
    return turned;
  }

  static boolean wanted(Document document, PageRequest request) {
    Boolean active = request.active();
    return (active == null || active == (document.enabled() && !document.archived()))
        && contains(document.name(), request)
        && (request.batch() == null || request.batch().equals(document.batch()))
        && (request.status() == null || request.status() == document.status());
  }

  static boolean wanted(Segment segment, PageRequest request) {
    return contains(segment.content(), request);
  }

  static boolean wanted(ChildChunk chunk, PageRequest request) {
    return contains(chunk.content(), request);
  }

  private static boolean contains(String text, PageRequest request) {
    String keyword = request.keyword();
    return keyword == null
        || text.toLowerCase(Locale.ROOT).contains(keyword.toLowerCase(Locale.ROOT));
  }
}
