/**
 * Whole pipelines in a unit test: start at {@link io.millrace.testkit.PipelineTester}.
 *
 * <p>For plugins, {@code io.millrace.testkit.contract} has a test class for each contract of core,
 * and {@code io.millrace.testkit.fake} has stand-ins that pass them.
 */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
