/** How quickly a site is crawled, beside Scrapy, and what a million addresses take. */
@NullMarked
package io.millrace.benchmarks.crawl;

import org.jspecify.annotations.NullMarked;
