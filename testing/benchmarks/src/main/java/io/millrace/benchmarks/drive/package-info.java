/** How fast objects of a drive are read, and how much memory a listing takes. */
@NullMarked
package io.millrace.benchmarks.drive;

import org.jspecify.annotations.NullMarked;
