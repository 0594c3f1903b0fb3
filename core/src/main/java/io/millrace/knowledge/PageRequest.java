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
 * @since 0.1
 */
public record PageRequest(
    int page,
    int limit,
    @Nullable String keyword,
    @Nullable String batch,
    @Nullable DocumentStatus status) {
  public PageRequest {
    if (page < 1) {
      throw new KnowledgeException("page must be 1 or more, but was " + page);
    }
    if (limit < 1 || limit > 1_000) {
      throw new KnowledgeException("limit must be from 1 to 1,000, but was " + limit);
    }
  }

  /** Returns page {@code page} of everything. */
  public static PageRequest of(int page, int limit) {
    return new PageRequest(page, limit, null, null, null);
  }

  /** Returns the same page of one run's documents. */
  public PageRequest inBatch(String wanted) {
    return new PageRequest(page, limit, keyword, wanted, status);
  }

  /** Returns the same page of documents with one status. */
  public PageRequest withStatus(DocumentStatus wanted) {
    return new PageRequest(page, limit, keyword, batch, wanted);
  }
}
