/**
 * The chunkers: text in, chunks out, the same chunks as the plugins of the same names make.
 *
 * <p>{@link io.millrace.tool.chunk.TextSplitter} is the heart of the general and the parent-child
 * chunker; lengths are Unicode code points everywhere. All of it is linear in the text plus what
 * comes out, whatever the text looks like.
 */
@NullMarked
package io.millrace.tool.chunk;

import org.jspecify.annotations.NullMarked;
