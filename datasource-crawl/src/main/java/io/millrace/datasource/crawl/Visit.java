package io.millrace.datasource.crawl;

/**
 * A page to be fetched.
 *
 * @param id its row in the frontier
 * @param fingerprint what its address comes down to
 * @param address where it is
 * @param depth how many links it is away from the start
 * @param hops how many redirects led to it
 * @param tries how often it was tried
 */
record Visit(long id, long fingerprint, WebAddress address, int depth, int hops, int tries) {

  Visit again() {
    return new Visit(id, fingerprint, address, depth, hops, tries + 1);
  }

  Visit at(WebAddress other) {
    return new Visit(id, fingerprint, other, depth, hops + 1, 0);
  }
}
