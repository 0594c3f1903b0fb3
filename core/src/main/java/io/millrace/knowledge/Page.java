package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;

/**
 * One page of a listing.
 *
 * @param items in order
 * @param total how many there are on all pages
 * @since 0.1
 */
public record Page<T>(ImmutableList<T> items, long total) {}
