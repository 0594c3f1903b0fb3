package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a document, read from any of the accepted shapes. Blank ones are gone: Dify stores
 * them, but nothing finds them and embedding services refuse them.
 *
 * @param parentMode for {@code hierarchical_model}, else {@code null}
 */
record Chunks(@Nullable String parentMode, ImmutableList<Chunk> list) {}
