/**
 * Runs vectors recorded from Dify's own code against ours. The copies in the test resources are
 * run, or those of the folder that {@code -Dmillrace.conformance.dir} names.
 */
@NullMarked
package io.millrace.conformance;

import org.jspecify.annotations.NullMarked;
