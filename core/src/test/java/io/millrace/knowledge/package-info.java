/** Tests of indexing and retrieval. */
@NullMarked
package io.millrace.knowledge;

import org.jspecify.annotations.NullMarked;
