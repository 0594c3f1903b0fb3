/** Tests of the Tika extractor, on documents they make themselves. */
@NullMarked
package io.millrace.extractor.tika;

import org.jspecify.annotations.NullMarked;
