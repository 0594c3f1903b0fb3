/** The website_crawl datasource: a polite, resumable crawler, and the services that crawl. */
@NullMarked
package io.millrace.datasource.crawl;

import org.jspecify.annotations.NullMarked;
