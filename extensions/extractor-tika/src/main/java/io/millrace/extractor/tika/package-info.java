/** Text and Markdown out of documents, with Apache Tika. */
@NullMarked
package io.millrace.extractor.tika;

import org.jspecify.annotations.NullMarked;
