/**
 * A Notion of our own: a workspace in memory behind the public REST API, with its paging, versions,
 * limits and error objects, that can be told to misbehave. Written from the public reference.
 */
@NullMarked
package io.millrace.testkit.notion;

import org.jspecify.annotations.NullMarked;
