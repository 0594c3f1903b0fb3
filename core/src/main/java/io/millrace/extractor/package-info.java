/**
 * The contract between the nodes that need a document's text and the module that knows file
 * formats.
 */
@NullMarked
package io.millrace.extractor;

import org.jspecify.annotations.NullMarked;
