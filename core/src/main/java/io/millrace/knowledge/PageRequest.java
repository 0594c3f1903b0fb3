package io.millrace.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a listing.
 *
 * @param page from 1
 * @param limit how many a page; 1 to 1,000
 * @param keyword only items whose name or content contains it (any case), or {@code null} for all
 * @param batch only documents of that run, or {@code null} for all
 * @param status only documents with that status, or {@code null} for all
 * @param active only documents that take part in searches, or only those that do not, or {@code
 *     null} for all
 * @param newestFirst whether documents come from the last position to the first
 * @since 0.1
 */
public record PageRequest(
    int page,
    int limit,
    @Nullable String keyword,
    @Nullable String batch,
    @Nullable DocumentStatus status,
    @Nullable Boolean active,
    boolean newestFirst) {
  public PageRequest {
    if (page < 1) {
      throw new KnowledgeException("page must be 1 or more, but was " + page);
    }
    if (limit < 1 || limit > 1_000) {
      throw new KnowledgeException("limit must be from 1 to 1,000, but was " + limit);
    }
  }

  /** Asks for documents by position, whether they take part in searches or not. */
  public PageRequest(
      int page,
      int limit,
      @Nullable String keyword,
      @Nullable String batch,
      @Nullable DocumentStatus status) {
    this(page, limit, keyword, batch, status, null, false);
  }

  /** Returns page {@code page} of everything. */
  public static PageRequest of(int page, int limit) {
    return new PageRequest(page, limit, null, null, null, null, false);
  }

  /** Returns the same page of one run's documents. */
  public PageRequest inBatch(String wanted) {
    return new PageRequest(page, limit, keyword, wanted, status, active, newestFirst);
  }

  /** Returns the same page of documents with one status. */
  public PageRequest withStatus(DocumentStatus wanted) {
    return new PageRequest(page, limit, keyword, batch, wanted, active, newestFirst);
  }

  /** Returns the same page of what contains a text. */
  public PageRequest containing(@Nullable String text) {
    return new PageRequest(page, limit, text, batch, status, active, newestFirst);
  }

  /** Returns the same page of documents that take part in searches, or of those that do not. */
  public PageRequest onlyActive(boolean wanted) {
    return new PageRequest(page, limit, keyword, batch, status, wanted, newestFirst);
  }

  /** Returns the same page of the list turned round: the newest documents first. */
  public PageRequest fromNewest() {
    return new PageRequest(page, limit, keyword, batch, status, active, true);
  }
}
