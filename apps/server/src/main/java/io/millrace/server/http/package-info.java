/**
 * What every endpoint shares: the table of routes, bodies read into records, answers, errors, and
 * streams of server-sent events, on top of Jetty.
 */
@NullMarked
package io.millrace.server.http;

import org.jspecify.annotations.NullMarked;
