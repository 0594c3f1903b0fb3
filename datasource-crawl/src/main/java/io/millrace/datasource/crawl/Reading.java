package io.millrace.datasource.crawl;

import io.millrace.datasource.WebsiteCrawlDatasource.CrawledPage;
import io.millrace.datasource.crawl.Problem.Kind;
import io.millrace.datasource.crawl.StoredPage.Validators;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that was read, and what is to be done with it.
 *
 * @param stored what is kept of it
 * @param problem why it is no result, or {@code null}
 * @param follow whether its links are followed
 */
record Reading(StoredPage stored, @Nullable Problem problem, boolean follow) {

  /** Decides about a page that was fetched. */
  static Reading of(
      Visit visit, PageMaker.Made made, Validators validators, Scope scope, Results results) {
    Page page = made.page();
    WebAddress known = canonical(visit.address(), page.canonical(), scope);
    CrawledPage texts = made.result();
    StoredPage stored =
        new StoredPage(
            visit.fingerprint(),
            known == null ? visit.fingerprint() : CanonicalUrl.fingerprint(known),
            NearDuplicates.content(page),
            validators,
            StoredPage.RESULT,
            known == null
                ? texts
                : new CrawledPage(
                    known.toString(), texts.title(), texts.description(), texts.content()),
            page.links());
    Problem problem = made.problem();
    boolean follow = problem == null || problem.kind() != Kind.SOFT_ERROR;
    if (problem == null) {
      problem = unwanted(visit.address(), scope);
    }
    if (problem == null) {
      problem = results.decide(stored, visit.address(), page);
      follow = problem == null || visit.address().query() == null;
    }
    return of(stored, problem, follow);
  }

  /** Decides about a page that is as it was. */
  static Reading unchanged(Visit visit, StoredPage stored, Scope scope, Results results) {
    if (!stored.isResult() && !stored.kind().equals(Kind.DUPLICATE.name())) {
      Kind kind = Kind.valueOf(stored.kind());
      Problem problem = new Problem(kind, "As before, and the page has not changed");
      return new Reading(stored, problem, kind != Kind.SOFT_ERROR);
    }
    Problem problem = unwanted(visit.address(), scope);
    if (problem == null) {
      problem = results.decide(stored, visit.address(), null);
    }
    return of(stored, problem, problem == null || visit.address().query() == null);
  }

  private static Reading of(StoredPage stored, @Nullable Problem problem, boolean follow) {
    String kind = problem == null ? StoredPage.RESULT : problem.kind().name();
    return new Reading(stored.as(kind), problem, follow);
  }

  private static @Nullable Problem unwanted(WebAddress address, Scope scope) {
    return scope.isWanted(address)
        ? null
        : new Problem(
            Kind.OUT_OF_SCOPE, "Its path is not one of those wanted; only its links are taken");
  }

  /**
   * The address a page wants to be known by, when it is of the same site and not merely the site's
   * first page, which careless templates name on every page.
   */
  private static @Nullable WebAddress canonical(
      WebAddress address, @Nullable WebAddress canonical, Scope scope) {
    if (canonical == null || !canonical.site().equals(scope.site())) {
      return null;
    }
    boolean first = canonical.query() == null && canonical.path().equals("/");
    return (first && !address.path().equals("/")) || canonical.equals(address) ? null : canonical;
  }

  List<WebAddress> links() {
    return follow ? stored.links() : List.of();
  }
}
