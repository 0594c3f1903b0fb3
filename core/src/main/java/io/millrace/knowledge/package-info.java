/**
 * Knowledge bases: what the store keeps, how chunks become segments, and how they are found again.
 */
@NullMarked
package io.millrace.knowledge;

import org.jspecify.annotations.NullMarked;
