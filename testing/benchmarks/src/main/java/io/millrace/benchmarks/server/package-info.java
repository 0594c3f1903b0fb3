/** How much load the HTTP server carries: it runs in a process of its own, under a memory limit. */
@NullMarked
package io.millrace.benchmarks.server;

import org.jspecify.annotations.NullMarked;
