/**
 * A website over loopback that can be everything a crawler meets: a real server on real sockets.
 */
@NullMarked
package io.millrace.datasource.crawl.site;

import org.jspecify.annotations.NullMarked;
